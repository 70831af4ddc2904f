import type { Argv } from 'yargs';
import type { Severity } from '../../finding/finding.ts';
import { CACHE_OPTION } from '../cache/option.ts';
import { UsageError } from '../errors.ts';
import {
  COLOR_OPTION,
  ESTATE_OPTION,
  GATE_OPTION,
  NOW_OPTION,
  PACK_OPTION,
  SITE_OPTION,
} from '../judging-options.ts';
import { FORMAT_OPTION } from '../outputs.ts';

export interface CheckOptions {
  readonly estate?: string;
  readonly gate?: string[];
  readonly pack?: string;
  readonly loop?: string;
  readonly site?: string;
  readonly staged: boolean;
  readonly since?: string;
  readonly all: boolean;
  readonly 'fail-on-waived': boolean;
  readonly severity: Severity;
  readonly now?: string;
  readonly format?: string | string[];
  readonly list: boolean;
  readonly quiet: boolean;
  readonly color?: boolean;
  readonly cache: boolean;
  readonly timings: boolean;
  readonly debug?: boolean;
}

export function checkOptions(argv: Argv): Argv<CheckOptions> {
  return argv
    .option('estate', ESTATE_OPTION)
    .option('gate', GATE_OPTION)
    .option('pack', PACK_OPTION)
    .option('loop', {
      type: 'string',
      requiresArg: true,
      describe: 'Only what the gaps of this loop are bound to',
    })
    .option('staged', {
      type: 'boolean',
      default: false,
      describe: 'Judge what the next commit changes, by the pack `hook`',
    })
    .option('since', {
      type: 'string',
      requiresArg: true,
      describe: 'Only findings that are new against this revision',
    })
    .option('all', {
      type: 'boolean',
      default: false,
      describe: 'With --staged or --since: run every gate, and show older findings too',
    })
    .check(changeTerms)
    .option('fail-on-waived', {
      type: 'boolean',
      default: false,
      describe: 'Fail for waived and baselined findings too',
    })
    .option('site', SITE_OPTION)
    .option('severity', {
      choices: ['error', 'warning'] as const,
      default: 'error' as const,
      describe: 'Least severity that fails',
    })
    .option('now', NOW_OPTION)
    .option('format', FORMAT_OPTION)
    .option('list', {
      type: 'boolean',
      default: false,
      describe: 'Show what would run, and stop',
    })
    .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'One line a finding' })
    .option('cache', CACHE_OPTION)
    .option('timings', {
      type: 'boolean',
      default: false,
      describe: 'Say where the time went',
    })
    .option('color', COLOR_OPTION)
    .example('$0 check', 'judge the estate here')
    .example('$0 check --gate "guests/*" --site {site}', 'one family of gates, one site')
    .example('$0 check --staged', 'what the next commit would break')
    .example('$0 check --loop {loop}', 'what the gaps of a loop are bound to')
    .epilog('Exit code: 0 nothing to fix, 1 findings, 2 could not judge.') as unknown as Argv<CheckOptions>;
}

interface ChangeOptions {
  readonly staged: boolean;
  readonly since: string | undefined;
  readonly all: boolean;
  readonly loop: string | undefined;
}

/** Options that say nothing together. A gap is not judged by a part of its gates, so a loop needs the whole estate. */
function changeTerms({ staged, since, all, loop }: ChangeOptions): true {
  const change = staged ? '--staged' : since === undefined ? undefined : '--since';
  if (staged && since !== undefined)
    throw new UsageError('--staged and --since cannot be judged in one run.');
  if (change && loop !== undefined) throw new UsageError(`${change} and --loop cannot be judged in one run.`);
  if (all && !change) throw new UsageError('--all says something only with --staged or --since.');
  return true;
}
