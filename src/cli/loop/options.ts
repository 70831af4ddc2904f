import type { Argv } from 'yargs';
import { ESTATE_OPTION } from '../estate-option.ts';

/** Options of every command that looks at loops and gaps. */
export interface LoopOptions {
  readonly estate?: string;
  readonly now?: string;
  readonly format: 'text' | 'json';
  readonly color?: boolean;
}

export function loopOptions<T extends object>(argv: Argv<T>): Argv<T & LoopOptions> {
  return argv
    .option('estate', ESTATE_OPTION)
    .option('now', { type: 'string', requiresArg: true, describe: 'Judge as of this ISO 8601 time' })
    .option('format', {
      choices: ['text', 'json'] as const,
      default: 'text' as const,
      describe: 'How to print',
    })
    .option('color', {
      type: 'boolean',
      describe: 'Colour the text (default: on a terminal, unless NO_COLOR is set)',
    }) as unknown as Argv<T & LoopOptions>;
}

/** `estate` and `now` as they were given. */
export const whereOf = ({ estate, now }: LoopOptions) => ({
  ...(estate !== undefined && { estate }),
  ...(now !== undefined && { now }),
});

export const printJson = (value: unknown): boolean =>
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
