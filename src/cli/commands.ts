import type { CommandModule } from 'yargs';

// biome-ignore lint/suspicious/noExplicitAny: yargs takes commands of any options
type Command = CommandModule<object, any>;

/** Every command of the first level, in the order of the help; the code of each is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check/check.ts')).checkCommand,
  watch: async () => (await import('./watch/watch.ts')).watchCommand,
  packs: async () => (await import('./packs.ts')).packsCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  receipt: async () => (await import('./receipt/receipt.ts')).receiptCommand,
  loop: async () => (await import('./loop/loop.ts')).loopCommand,
  gap: async () => (await import('./gap/gap.ts')).gapCommand,
  waivers: async () => (await import('./waivers.ts')).waiversCommand,
  key: async () => (await import('./key.ts')).keyCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  window: async () => (await import('./window/window.ts')).windowCommand,
  nas: async () => (await import('./window/nas.ts')).nasCommand,
  observe: async () => (await import('./observe/observe.ts')).observeCommand,
  adequacy: async () => (await import('./adequacy/adequacy.ts')).adequacyCommand,
  fix: async () => (await import('./fix/fix.ts')).fixCommand,
  test: async () => (await import('./test/test.ts')).testCommand,
  hook: async () => (await import('./hook/hook.ts')).hookCommand,
  init: async () => (await import('./init/init.ts')).initCommand,
  site: async () => (await import('./site/site.ts')).siteCommand,
  completion: async () => (await import('./completion/completion.ts')).completionCommand,
  schema: async () => (await import('./schema/schema.ts')).schemaCommand,
  cache: async () => (await import('./cache/cache.ts')).cacheCommand,
  explain: async () => (await import('./explain/explain.ts')).explainCommand,
  parity: async () => (await import('./parity/parity.ts')).parityCommand,
  impact: async () => (await import('./impact/impact.ts')).impactCommand,
  baseline: async () => (await import('./baseline/baseline.ts')).baselineCommand,
};

/** The command that the first word names, else all of them: for the help, and to say what was meant. */
export async function commandsFor(args: readonly string[]): Promise<Command[]> {
  const [name = ''] = args;
  if (Object.hasOwn(COMMANDS, name)) return [await COMMANDS[name]!()];
  return Promise.all(Object.values(COMMANDS).map((load) => load()));
}
