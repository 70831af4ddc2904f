import type { Argv } from 'yargs';
import { COLOR_OPTION, ESTATE_OPTION, NOW_OPTION } from '../judging-options.ts';

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
    .option('now', NOW_OPTION)
    .option('format', {
      choices: ['text', 'json'] as const,
      default: 'text' as const,
      describe: 'How to print',
    })
    .option('color', COLOR_OPTION) as unknown as Argv<T & LoopOptions>;
}

/** `estate` and `now` as they were given. */
export const whereOf = ({ estate, now }: LoopOptions) => ({
  ...(estate !== undefined && { estate }),
  ...(now !== undefined && { now }),
});

export const printJson = (value: unknown): boolean =>
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
