import type { CommandModule, Options } from 'yargs';

// biome-ignore lint/suspicious/noExplicitAny: yargs takes commands of any options
type AnyCommand = CommandModule<any, any>;

/** What a command takes, as its builder says it. */
export interface Recorded {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly options: ReadonlyMap<string, Options>;
  /** In the order of the command line. */
  readonly positionals: readonly { readonly name: string; readonly choices: Options['choices'] }[];
}

/** The first word of `status <loop>`. */
const nameOf = (command: AnyCommand): string => String([command.command].flat()[0]).split(' ')[0]!;

/** Runs a command's builder against a listener instead of yargs. */
export function recorded(command: AnyCommand): Recorded {
  const commands = new Map<string, AnyCommand>();
  const options = new Map<string, Options>([
    ['help', { type: 'boolean', describe: 'Show help' }],
    ['debug', { type: 'boolean', describe: 'Show stack traces of internal errors' }],
  ]);
  const places = new Map<string, Options>();
  const methods: Readonly<Record<string, (...args: never[]) => void>> = {
    command: (added: AnyCommand | AnyCommand[]) => {
      for (const one of [added].flat()) commands.set(nameOf(one), one);
    },
    option: (name: string, options_: Options) => void options.set(name, options_),
    positional: (name: string, options_: Options) => void places.set(name, options_),
  };
  const listener: unknown = new Proxy(
    {},
    {
      get:
        (_, method) =>
        (...args: never[]) => {
          methods[String(method)]?.(...args);
          return listener;
        },
    },
  );
  if (typeof command.builder === 'function') command.builder(listener as never);
  const positionals = [...String([command.command].flat()[0]).matchAll(/[<[]([\w-]+)/g)].map(
    ([, name = '']) => ({ name, choices: places.get(name)?.choices }),
  );
  return { commands, options, positionals };
}

/** Several commands as one that holds them. */
export const holding = (commands: readonly AnyCommand[]): Recorded => ({
  ...recorded({ command: '', handler: () => {} }),
  commands: new Map(commands.map((command) => [nameOf(command), command])),
});
