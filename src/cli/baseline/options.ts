import type { Argv } from 'yargs';
import { ESTATE_OPTION } from '../estate-option.ts';
import type { BaselineOptions } from './standing.ts';

export const baselineOptions = (argv: Argv): Argv<BaselineOptions> =>
  argv.option('estate', ESTATE_OPTION).option('now', {
    type: 'string',
    requiresArg: true,
    describe: 'Judge as of this ISO 8601 time',
  }) as unknown as Argv<BaselineOptions>;
