import { clockOf } from '../../config/clock.ts';
import { runGates } from '../../gate/run.ts';
import type { Reported } from '../../report/reported.ts';
import { buildResult } from '../../result/build.ts';
import { type ExitCode, exitCodeOfChange } from '../../result/exit-code.ts';
import { withoutOlder } from '../../result/older.ts';
import { memoryFor } from '../cache/memory.ts';
import { type Change, changeSince, stagedChange, USUAL_PACK } from '../change/change.ts';
import { type ChangeJudgement, judgeChange } from '../change/judge-change.ts';
import { estateRoot } from '../estate-root.ts';
import type { Output } from '../outputs.ts';
import { reportedRun } from '../reported.ts';
import { clockWords } from '../text-report.ts';
import { VERSION } from '../version.ts';
import { sayUnmetGate } from './exit.ts';
import { listGates } from './list.ts';
import type { CheckOptions } from './options.ts';
import { gatesPicked, type Selection, selectionOf } from './selection.ts';

/** Judges what the next commit changes, or what changed since a revision; undefined when only a list was asked for. */
export async function checkChange(
  argv: CheckOptions,
  outputs: readonly Output[],
): Promise<Reported | undefined> {
  const root = estateRoot(argv.estate);
  const change = argv.staged ? stagedChange(root) : changeSince(root, argv.since!);
  const usual = argv.staged && argv.gate === undefined ? USUAL_PACK : undefined;
  const narrowed = { ...argv, ...(usual && { pack: argv.pack ?? usual }) };
  if (!argv.all && reachesNothing(change)) return unaffected(change, argv);
  const judgement = await judgeChange(change, {
    where: argv.estate ?? root,
    now: argv.now,
    pick: (settings, catalogue) => gatesPicked(narrowed, settings, catalogue),
    keeps: (prepared) => selectionOf(narrowed, prepared).keeps,
    all: argv.all,
    memory: memoryFor(argv, root),
    required: (prepared) => selectionOf(narrowed, prepared).pack?.required ?? [],
  });
  if (argv.list) return void process.stdout.write(listOf(judgement));
  return reported(judgement, argv, selectionOf(narrowed, judgement.prepared), outputs);
}

const reachesNothing = ({ impact: { whole, kinds, scripts } }: Change): boolean =>
  !whole && kinds.size === 0 && !scripts;

const listOf = ({ runs, prepared }: ChangeJudgement): string =>
  runs.length === 0
    ? 'No gate reads what the change changes.\n'
    : listGates(
        runGates(
          runs.map((run) => run.gate),
          prepared.estate,
        ),
      );

function reported(
  judgement: ChangeJudgement,
  argv: CheckOptions,
  { pack }: Selection,
  outputs: readonly Output[],
): Reported {
  const { prepared, newlyBlocked, newlyUnmet } = judgement;
  const result = argv.all ? judgement.result : withoutOlder(judgement.result);
  const threshold = argv.severity === 'warning' ? 'warning' : (pack?.threshold ?? argv.severity);
  const own = exitCodeOfChange(result, threshold, newlyBlocked);
  const code = newlyUnmet.length > 0 && result.summary.crashed === 0 ? 1 : own;
  for (const gate of newlyUnmet) sayUnmetGate(gate, pack!);
  const exitCode =
    code === 0 && argv['fail-on-waived'] && result.summary.waived + result.summary.baselined > 0 ? 1 : code;
  return reportedRun(estateRoot(argv.estate), prepared, { ...judgement, result }, exitCode, outputs);
}

/** The report of a change that no gate could tell: the estate is not even read. */
function unaffected(change: Change, { now }: CheckOptions): Reported {
  const clock = clockOf(now, undefined);
  const result = buildResult({
    tool: { name: 'gates', version: VERSION },
    estate: change.identity([]),
    against: { commit: change.commit },
    now: clock.now,
    sites: [],
    runs: [],
    findings: [],
  });
  return {
    result,
    runs: [],
    allFindings: [],
    sites: [],
    textOf: () => '',
    exitCode: 0 satisfies ExitCode,
    clock: clockWords(clock.source),
  };
}
