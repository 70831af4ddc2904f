import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { packOf } from '../config/packs.ts';
import { uncountedPaths } from '../config/uncounted.ts';
import type { Estate } from '../estate/model/estate.ts';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import type { Gate } from '../gate/gate.ts';
import { identityOf } from '../git/identity.ts';
import { diskTree } from '../load/disk-tree.ts';
import type { Tree } from '../load/tree.ts';
import type { PackRun } from '../receipt/build-statement.ts';
import type { Signer } from '../receipt/keys.ts';
import { leaveReceipt } from '../receipt/leave.ts';
import { demandLedgerHeader } from '../receipt/ledger.ts';
import { receiptPlaces } from '../receipt/places.ts';
import { runnerIdentity } from '../receipt/runner.ts';
import { USUAL_CAPABILITY } from '../receipt/statement.ts';
import { unmet } from '../result/pack-exit.ts';
import { adequacyScore } from './adequacy/measure.ts';
import { bypassesBefore } from './change/bypasses.ts';
import { sayCrashes } from './crashes.ts';
import { UsageError } from './errors.ts';
import { estateRoot, gitRoot } from './estate-root.ts';
import { type Prepared, prepare } from './judge.ts';
import { type Judgement, judgedWithBaseline } from './judgement.ts';
import { COLOR_OPTION, ESTATE_OPTION, NOW_OPTION, sampleOption } from './judging-options.ts';
import { demandFolders, FORMAT_OPTION, type Output, outputsOf, writeOutputs } from './outputs.ts';
import { packRun } from './pack-run.ts';
import { signerFrom } from './receipt/signing.ts';
import { renderedOutput, reportedRun } from './reported.ts';
import { showProgress } from './show-progress.ts';
import { textOfJudgement } from './text-report.ts';

interface VerifyOptions {
  readonly pack: string;
  readonly estate?: string;
  readonly loop?: string;
  readonly sign?: string;
  readonly as: string;
  readonly 'with-adequacy': boolean;
  readonly 'adequacy-sample'?: number;
  readonly now?: string;
  readonly format?: string | string[];
  readonly quiet: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

export const verifyCommand: CommandModule<object, VerifyOptions> = {
  command: 'verify <pack>',
  describe: 'Run a pack and leave a receipt; prints the run key last, alone on a line',
  builder: options,
  handler: async (argv) => {
    process.exitCode = await verify(argv);
  },
};

function options(argv: Argv): Argv<VerifyOptions> {
  return argv
    .positional('pack', { type: 'string', demandOption: true, describe: 'A pack (see `gates packs`)' })
    .option('estate', ESTATE_OPTION)
    .option('loop', { type: 'string', requiresArg: true, describe: 'Record that the run is for this loop' })
    .option('sign', {
      type: 'string',
      requiresArg: true,
      describe: 'Sign with this Ed25519 private key in PEM (see `gates key new`)',
    })
    .option('as', {
      type: 'string',
      requiresArg: true,
      default: USUAL_CAPABILITY,
      describe: 'Capability under which the run is recorded',
    })
    .option('with-adequacy', {
      type: 'boolean',
      default: false,
      describe:
        'State in the receipt how much damage to the contracts the gates of the pack notice (minutes)',
    })
    .option('adequacy-sample', sampleOption('adequacy-sample'))
    .option('now', NOW_OPTION)
    .option('format', FORMAT_OPTION)
    .option('quiet', {
      alias: 'q',
      type: 'boolean',
      default: false,
      describe: 'Print the run key only; files are written',
    })
    .option('color', COLOR_OPTION)
    .example('$0 verify all', 'judge by every gate and leave a receipt')
    .example('$0 verify lifecycle --quiet', 'print the run key only')
    .example('$0 verify all --format text --format sarif=gates.sarif', 'with a report for code scanning')
    .epilog(
      'Exit code: 0 nothing to fix, 1 findings or a required gate that judged nothing, 2 could not judge.',
    ) as unknown as Argv<VerifyOptions>;
}

async function verify(argv: VerifyOptions): Promise<0 | 1 | 2> {
  if (argv['adequacy-sample'] !== undefined && !argv['with-adequacy']) {
    throw new UsageError('--adequacy-sample goes with --with-adequacy; add it, or leave both out');
  }
  const startedAt = Date.now();
  showProgress();
  const outputs = outputsOf(argv.format);
  demandFolders(outputs);
  const root = estateRoot(argv.estate);
  const runner = runnerIdentity(process.env);
  const signer = argv.sign === undefined ? undefined : signerFrom(argv.sign);
  const tree = diskTree(root);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now);
  const { estate, settings, catalogue } = prepared;
  const pack = packOf(argv.pack, settings, catalogue);
  const loop = argv.loop === undefined ? undefined : knownLoop(argv.loop, estate);
  const identity = identityOf(root, uncountedPaths(settings, estate.documents));
  const judgement = judgedWithBaseline(tree, prepared, identity, pack.gates);
  const bypasses = await bypassesBefore(root, settings, runner);
  const run = packRun(tree, prepared, pack, judgement, {
    capability: capability(argv.as),
    runner,
    startedAt,
    ...(bypasses && { bypasses }),
    ...(loop !== undefined && { loop }),
    ...(argv['with-adequacy'] && { adequacy: await scoreOf(tree, prepared, pack.gates, argv) }),
  });
  if (identity.commit === null && gitRoot(root) !== undefined) {
    process.stderr.write('gates: git names no commit for this estate: the receipt is bound to none\n');
  }
  await leave({ root, prepared, judgement, run, signer, outputs }, argv);
  return run.exitCode;
}

interface Leaving {
  readonly root: string;
  readonly prepared: Prepared;
  readonly judgement: Judgement;
  readonly run: PackRun;
  readonly signer: Signer | undefined;
  readonly outputs: readonly Output[];
}

/** Writes the reports, leaves the receipt and prints its key. */
async function leave(leaving: Leaving, argv: VerifyOptions): Promise<void> {
  const { root, prepared, judgement, run, signer, outputs } = leaving;
  const places = receiptPlaces(root, prepared.settings);
  demandLedgerHeader(places.ledger, places.shown.ledger);
  await writeOutputs(argv.quiet ? outputs.filter(({ file }) => file !== undefined) : outputs, (output) =>
    reportOf(output, leaving, argv),
  );
  sayCrashes(judgement.runs, argv.debug === true);
  const style = { colour: false, quiet: false };
  const output = packHead(run) + textOfJudgement(judgement, prepared.clock, style);
  const runKey = await leaveReceipt(places, run, output, signer);
  const key = keyStream(outputs, argv);
  if (!argv.quiet)
    key.write(`${bypassNote(run)}${dirtyNote(run)}Receipt: ${join(places.shown.receipts, `R${runKey}`)}\n`);
  key.write(`${runKey}\n`);
}

/** Where the run key goes: a report for programs on standard output stays whole, and the key goes to stderr. */
function keyStream(outputs: readonly Output[], { quiet }: VerifyOptions): NodeJS.WriteStream {
  const printed = quiet ? undefined : outputs.find(({ file }) => file === undefined)?.format;
  return printed === undefined || printed === 'text' || printed === 'github'
    ? process.stdout
    : process.stderr;
}

async function reportOf(output: Output, leaving: Leaving, { color }: VerifyOptions): Promise<string> {
  const { root, prepared, judgement, run, outputs } = leaving;
  const reported = reportedRun(root, prepared, judgement, run.exitCode, outputs);
  const text = await renderedOutput(output, reported, {
    quiet: false,
    ...(color !== undefined && { color }),
  });
  return output.format === 'text' ? packHead(run) + text : text;
}

/** What ran, and which required gates judged nothing. */
function packHead(run: PackRun): string {
  const lines = unmet(run.result.gates, run.required).map(
    (gate) => `required: ${gate.id} is ${gate.outcome}: ${gate.reason ?? ''}; the pack fails.`,
  );
  return `${[`Pack ${run.pack}: ${run.result.gates.length} gates.`, ...lines].join('\n')}\n`;
}

/** Commits that went past the hook, newest last, and what is not known of others. */
function bypassNote({ bypasses }: PackRun): string {
  if (!bypasses) return '';
  const { since, judged, left, commits, unknown } = bypasses;
  if (unknown)
    return `This repository lacks ${since}, the commit of the last receipt: no commit since was judged.\n`;
  const ids = commits.slice(-10).map(({ commit }) => commit.slice(0, 12));
  const some = ids.length < commits.length ? 'the newest: ' : '';
  const found = `${commits.length} of ${judged} commits since the last receipt had findings that the hook refuses: ${some}${ids.join(', ')}.\n`;
  const cut = `${left} older commits since the last receipt were not judged.\n`;
  return (commits.length > 0 ? found : '') + (left > 0 ? cut : '');
}

const dirtyNote = ({ result }: PackRun): string =>
  result.estate.dirty === true
    ? 'The work tree differs from the commit: this receipt proves nothing until the same is verified clean.\n'
    : '';

function scoreOf(
  tree: Tree,
  prepared: Prepared,
  gates: readonly Gate[],
  { 'adequacy-sample': sample }: VerifyOptions,
) {
  return adequacyScore(tree, prepared, gates, { seed: 1, ...(sample !== undefined && { sample }) });
}

function capability(name: string): string {
  if (/^[A-Za-z0-9._-]{1,100}$/.test(name)) return name;
  throw new Refusal(
    `"${name}" cannot stand in a run key as a capability; expected up to 100 letters, digits and . _ -`,
    'Write it like "verify.pack.run".',
  );
}

function knownLoop(id: string, { loops }: Estate): string {
  const ids = loops.map((loop) => loop.id);
  if (ids.includes(id)) return id;
  const near = nearest(id, ids);
  throw new Refusal(
    `no loop is called "${id}"`,
    near ? `Did you mean "${near}"?` : 'See `gates loop list` for the loops.',
  );
}
