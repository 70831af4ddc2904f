import type { Argv } from 'yargs';
import { ESTATE_OPTION } from '../judging-options.ts';

/** The estate, and one of its sites. */
export const withSite = (argv: Argv): Argv =>
  argv
    .option('estate', ESTATE_OPTION)
    .option('site', { type: 'string', requiresArg: true, describe: 'Only this site' });
