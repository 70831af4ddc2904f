import type { CommandModule } from 'yargs';
import { uncountedPaths } from '../../config/uncounted.ts';
import { runGates } from '../../gate/run.ts';
import { identityOf } from '../../git/identity.ts';
import { diskTree } from '../../load/disk-tree.ts';
import type { LoopState } from '../../loop/state.ts';
import type { Reported } from '../../report/reported.ts';
import { textOptions } from '../../report/text.ts';
import type { ExitCode } from '../../result/exit-code.ts';
import { unmet } from '../../result/pack-exit.ts';
import { countPauses, startStopwatch, timed } from '../../timing/stopwatch.ts';
import { memoryFor } from '../cache/memory.ts';
import { sayCrashes } from '../crashes.ts';
import { UsageError } from '../errors.ts';
import { estateRoot } from '../estate-root.ts';
import { type PickGates, prepare } from '../judge.ts';
import { judgedWithBaseline } from '../judgement.ts';
import { loopCheckText, stateNow } from '../loop/check.ts';
import { demandFolders, type Output, outputsOf, writeOutputs } from '../outputs.ts';
import { renderedOutput, reportedRun, styleOf } from '../reported.ts';
import { showProgress } from '../show-progress.ts';
import { checkChange } from './check-change.ts';
import { exitOfCheck, sayUnmet } from './exit.ts';
import { listGates } from './list.ts';
import { type CheckOptions, checkOptions } from './options.ts';
import { remembering } from './remember.ts';
import { gatesPicked, selectionOf } from './selection.ts';
import { timingsOf, timingsText } from './timings.ts';

export const checkCommand: CommandModule<object, CheckOptions> = {
  command: 'check',
  describe: 'Judge an estate: load its contracts, join them, run the gates, print the findings',
  builder: checkOptions,
  handler: async (argv) => {
    process.exitCode = await check(argv);
  },
};

/** Runs `gates check`; returns the exit code. */
export async function check(argv: CheckOptions): Promise<ExitCode> {
  const times = argv.timings ? startStopwatch() : undefined;
  showProgress();
  const outputs = outputsOf(argv.format);
  demandFolders(outputs);
  if (argv.staged || argv.since !== undefined) {
    if (times)
      throw new UsageError(
        '--timings goes with a check of the whole estate; leave out --staged and --since.',
      );
    return reportChange(argv, outputs);
  }
  const root = estateRoot(argv.estate);
  const { tree, said, keep } = remembering(diskTree(root), root, argv, outputs);
  const pick: PickGates = (settings, catalogue) => gatesPicked(argv, settings, catalogue);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now, pick, memoryFor(argv, root));
  const { gates, pack, loop, keeps } = selectionOf(argv, prepared);
  if (argv.list) {
    process.stdout.write(listGates(runGates(gates, prepared.estate)));
    return 0;
  }
  const uncounted = uncountedPaths(prepared.settings, prepared.estate.documents);
  const identity = identityOf(root, uncounted);
  const judgement = timed('report', () => judgedWithBaseline(tree, prepared, identity, gates, keeps));
  const state = loop && stateNow(loop, prepared, judgement);
  const code = exitOfCheck(judgement.result, argv, pack, state);
  await countPauses();
  const timings = times && timingsOf(times, prepared.estate);
  const whole = timings ? { ...judgement, result: { ...judgement.result, timings } } : judgement;
  const run = reportedRun(root, prepared, whole, code, outputs);
  sayUnmet(judgement.result, pack);
  await writeOutputs(outputs, async (output) => {
    const text = await rendered(output, run, argv, state);
    said(text);
    return text;
  });
  await countPauses();
  if (times) process.stderr.write(timingsText(timingsOf(times, prepared.estate)));
  sayCrashes(judgement.runs, argv.debug === true);
  if (!pack || unmet(judgement.result.gates, pack.required).length === 0) {
    keep({ prepared, runs: judgement.runs, identity, uncounted, exitCode: code });
  }
  return code;
}

async function reportChange(argv: CheckOptions, outputs: readonly Output[]): Promise<ExitCode> {
  const run = await checkChange(argv, outputs);
  if (!run) return 0;
  await writeOutputs(outputs, (output) => rendered(output, run, argv, undefined));
  sayCrashes(run.runs, argv.debug === true);
  return run.exitCode;
}

function rendered(
  output: Output,
  run: Reported,
  argv: CheckOptions,
  state: LoopState | undefined,
): string | Promise<string> {
  return state && output.format === 'text'
    ? loopCheckText(state, run, textOptions(run, styleOf(output, argv)))
    : renderedOutput(output, run, argv);
}
