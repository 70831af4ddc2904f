import type { Argv, CommandModule } from 'yargs';
import { type Pack, packOf } from '../config/packs.ts';
import type { Settings } from '../config/settings.ts';
import { uncountedPaths } from '../config/uncounted.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Severity } from '../finding/finding.ts';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import type { Gate } from '../gate/gate.ts';
import { runGates } from '../gate/run.ts';
import { selectGates } from '../gate/select.ts';
import { identityOf } from '../git/identity.ts';
import { diskTree } from '../load/disk-tree.ts';
import type { LoopState } from '../loop/state.ts';
import { jsonReport } from '../report/json.ts';
import { exitCode } from '../result/exit-code.ts';
import { packExitCode, unmet } from '../result/pack-exit.ts';
import type { Result } from '../result/result.ts';
import { sayCrashes } from './crashes.ts';
import { ESTATE_OPTION } from './estate-option.ts';
import { estateRoot } from './estate-root.ts';
import { type PickGates, type Prepared, prepare } from './judge.ts';
import { type Judgement, judged } from './judgement.ts';
import { listGates } from './list.ts';
import { gatesOfLoop, hasUnproven, isOfLoop, loopCheckText, stateNow } from './loop/check.ts';
import { loopNamed } from './loop/named.ts';
import { textOfJudgement, textOptions, wantsColour } from './text-report.ts';

interface CheckOptions {
  readonly estate?: string;
  readonly gate?: string[];
  readonly pack?: string;
  readonly loop?: string;
  readonly site?: string;
  readonly 'fail-on-waived': boolean;
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
    .option('estate', ESTATE_OPTION)
    .option('gate', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Only gates that match this glob; may be repeated',
    })
    .option('pack', {
      type: 'string',
      requiresArg: true,
      describe: 'Only the gates of this pack (see `gates packs`)',
    })
    .option('loop', {
      type: 'string',
      requiresArg: true,
      describe: 'Only what the gaps of this loop are bound to, gap by gap',
    })
    .option('fail-on-waived', {
      type: 'boolean',
      default: false,
      describe: 'Exit with 1 for waived findings too, as an audit does',
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
    .example('$0 check --loop LOOP-NAS-ORDER-20251203', 'what the gaps of a loop are bound to')
    .epilog('Exit code: 0 nothing to fix, 1 findings, 2 could not judge.') as unknown as Argv<CheckOptions>;
}

/** Runs `gates check`; returns the exit code. */
export async function check(argv: CheckOptions): Promise<0 | 1 | 2> {
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const pick: PickGates = (settings, catalogue) =>
    selectGates(packIn(argv, settings, catalogue)?.gates ?? catalogue, argv.gate ?? ['**']);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now, pick);
  const { estate, settings, catalogue } = prepared;
  const pack = packIn(argv, settings, catalogue);
  const loop = argv.loop === undefined ? undefined : loopNamed(argv.loop, estate);
  const ofLoop = loop && new Set(gatesOfLoop(loop, prepared));
  const gates = pick(settings, catalogue).filter((gate) => ofLoop?.has(gate) ?? true);
  const site = argv.site === undefined ? undefined : knownSite(argv.site, estate);
  if (argv.list) {
    process.stdout.write(listGates(runGates(gates, estate)));
    return 0;
  }
  const identity = identityOf(root, uncountedPaths(settings, estate.documents));
  const judgement = judged(
    tree,
    prepared,
    identity,
    gates,
    (finding) => (site === undefined || finding.site === site) && (!loop || isOfLoop(loop, finding)),
  );
  const state = loop && stateNow(loop, prepared, judgement);
  process.stdout.write(render(judgement, argv, prepared, state));
  sayCrashes(judgement.runs, argv.debug === true);
  const code = pack ? exitOfPack(judgement.result, pack, argv) : exitCode(judgement.result, argv.severity);
  if (code === 0 && argv['fail-on-waived'] && judgement.result.summary.waived > 0) return 1;
  return code === 0 && state && hasUnproven(state) ? 1 : code;
}

const packIn = (
  { pack }: CheckOptions,
  settings: Settings,
  catalogue: readonly Gate[],
): Pack<Gate> | undefined => (pack === undefined ? undefined : packOf(pack, settings, catalogue));

/** The stricter of both thresholds counts; of the required gates those that `--gate` left in. */
function exitOfPack(result: Result, pack: Pack, argv: CheckOptions): 0 | 1 | 2 {
  for (const gate of unmet(result.gates, pack.required)) {
    process.stderr.write(`gates: the pack "${pack.name}" requires ${gate.id}, which is ${gate.outcome}\n`);
  }
  const threshold = argv.severity === 'warning' ? 'warning' : pack.threshold;
  return packExitCode(result, { required: pack.required, threshold });
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

function render(
  judgement: Judgement,
  argv: CheckOptions,
  { clock }: Prepared,
  state: LoopState | undefined,
): string {
  if (argv.format === 'json') return jsonReport(judgement.result);
  const style = { colour: wantsColour(argv.color), quiet: argv.quiet };
  return state
    ? loopCheckText(state, judgement, textOptions(judgement, clock, style))
    : textOfJudgement(judgement, clock, style);
}
