import type { Argv } from 'yargs';
import { ESTATE_OPTION, NOW_OPTION } from '../judging-options.ts';
import type { BaselineOptions } from './standing.ts';

export const baselineOptions = (argv: Argv): Argv<BaselineOptions> =>
  argv.option('estate', ESTATE_OPTION).option('now', NOW_OPTION) as unknown as Argv<BaselineOptions>;
