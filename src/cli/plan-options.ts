import type { Argv } from 'yargs';
import { WINDOW_PHASES } from '../estate/ask/phase-order.ts';
import { ESTATE_OPTION } from './judging-options.ts';

/** The estate, and the sites of a plan. */
export const withSites = (argv: Argv): Argv =>
  argv.option('estate', ESTATE_OPTION).option('site', {
    type: 'string',
    array: true,
    requiresArg: true,
    demandOption: true,
    describe: 'Site, or "all"; may be repeated',
  });

/** What else a plan is made from. */
export const withPhase = (argv: Argv): Argv =>
  argv
    .option('phase', {
      choices: [...WINDOW_PHASES, 'full'] as const,
      demandOption: true,
      describe: 'Part of the maintenance, or all of it',
    })
    .option('poweroff', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [],
      describe: 'Also power off the hypervisors of this site; may be repeated',
    })
    .option('backup-now', {
      type: 'boolean',
      default: false,
      describe: 'Back up every guest whose newest copy is too old, instead of refusing',
    });
