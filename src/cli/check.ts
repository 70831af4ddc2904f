import type { Argv, CommandModule } from 'yargs';
import { GATES } from '../../gates/index.ts';
import type { Estate } from '../estate/model.ts';
import type { Finding, Severity } from '../finding/finding.ts';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import type { Gate } from '../gate/gate.ts';
import { type GateRun, runGates } from '../gate/run.ts';
import { selectGates } from '../gate/select.ts';
import { identityOf } from '../git/identity.ts';
import { diskTree } from '../load/disk-tree.ts';
import { resolver } from '../load/resolve.ts';
import { jsonReport } from '../report/json.ts';
import { textReport } from '../report/text.ts';
import { buildResult } from '../result/build.ts';
import { exitCode } from '../result/exit-code.ts';
import { findingsOf } from '../result/findings.ts';
import type { Result } from '../result/result.ts';
import { estateRoot } from './estate-root.ts';
import { type Prepared, prepare } from './judge.ts';
import { listGates } from './list.ts';
import { textReader } from './texts.ts';
import { VERSION } from './version.ts';

interface CheckOptions {
  readonly estate?: string;
  readonly gate?: string[];
  readonly site?: string;
  readonly severity: Severity;
  readonly now?: string;
  readonly format: 'text' | 'json';
  readonly list: boolean;
  readonly quiet: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

export const checkCommand: CommandModule<object, CheckOptions> = {
  command: 'check',
  describe: 'Judge an estate: load its contracts, join them, run the gates, print the findings',
  builder: options,
  handler: async (argv) => {
    process.exitCode = await check(argv);
  },
};

function options(argv: Argv): Argv<CheckOptions> {
  return argv
    .option('estate', {
      alias: 'C',
      type: 'string',
      requiresArg: true,
      describe: 'Root of the estate (default: the git root)',
    })
    .option('gate', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Only gates that match this glob; may be repeated',
    })
    .option('site', { type: 'string', requiresArg: true, describe: 'Only findings about this site' })
    .option('severity', {
      choices: ['error', 'warning'] as const,
      default: 'error' as const,
      describe: 'Least severity that makes the exit code 1',
    })
    .option('now', { type: 'string', requiresArg: true, describe: 'Judge as of this ISO 8601 time' })
    .option('format', {
      choices: ['text', 'json'] as const,
      default: 'text' as const,
      describe: 'How to print the result',
    })
    .option('list', {
      type: 'boolean',
      default: false,
      describe: 'Show what would run and what it examines, and stop',
    })
    .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'One line a finding' })
    .option('color', {
      type: 'boolean',
      describe: 'Colour the text (default: on a terminal, unless NO_COLOR is set)',
    })
    .example('$0 check', 'judge the estate around the working directory')
    .example('$0 check --gate "guests/*" --site west', 'one family of gates, one site')
    .epilog('Exit code: 0 nothing to fix, 1 findings, 2 could not judge.') as unknown as Argv<CheckOptions>;
}

/** Runs `gates check`; returns the exit code. */
export async function check(argv: CheckOptions): Promise<0 | 1 | 2> {
  const gates = selectGates(GATES, argv.gate ?? ['**']);
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now);
  const site = argv.site === undefined ? undefined : knownSite(argv.site, prepared.estate);
  const runs = runGates(gates, prepared.estate);
  if (argv.list) {
    process.stdout.write(listGates(runs));
    return 0;
  }
  const textOf = textReader(prepared.estate, tree);
  const result = resultOf(root, prepared, runs, site, textOf);
  process.stdout.write(render(result, argv, prepared, gates, textOf));
  sayCrashes(runs, argv.debug === true);
  return exitCode(result, argv.severity);
}

function knownSite(site: string, estate: Estate): string {
  const ids = estate.sites.map((one) => one.id);
  if (ids.includes(site)) return site;
  const near = nearest(site, ids);
  throw new Refusal(
    `no site is called "${site}"`,
    `${near ? `Did you mean "${near}"? ` : ''}The contracts declare: ${ids.join(', ') || 'none'}.`,
  );
}

function resultOf(
  root: string,
  { estate }: Prepared,
  runs: readonly GateRun[],
  site: string | undefined,
  textOf: (file: string) => string,
): Result {
  const all = findingsOf(runs, resolver(estate.documents, textOf));
  const findings: Finding[] = site === undefined ? all : all.filter((finding) => finding.site === site);
  return buildResult({
    tool: { name: 'gates', version: VERSION },
    estate: identityOf(root),
    now: estate.now,
    sites: estate.sites.map((one) => one.id),
    runs,
    findings,
  });
}

function render(
  result: Result,
  argv: CheckOptions,
  { clock }: Prepared,
  gates: readonly Gate[],
  textOf: (file: string) => string,
): string {
  if (argv.format === 'json') return jsonReport(result);
  const why = new Map(gates.map((gate) => [gate.id, gate.why]));
  const colour = argv.color ?? (process.stdout.isTTY === true && !process.env.NO_COLOR);
  return textReport(result, {
    colour,
    quiet: argv.quiet,
    textOf,
    whyOf: (gate) => why.get(gate) ?? '',
    clock: clock.source === 'system' ? 'system clock' : `clock set by ${clock.source}`,
  });
}

function sayCrashes(runs: readonly GateRun[], debug: boolean): void {
  for (const run of runs.filter((one) => one.stopped === 'crashed')) {
    const stack = run.error instanceof Error && debug ? `\n${run.error.stack}` : '';
    process.stderr.write(`gates: the gate ${run.gate.id} crashed: ${run.reason}${stack}\n`);
  }
}
