import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { Refusal } from '../finding/refusal.ts';
import type { Plan, Step } from '../plan/model.ts';
import type { WindowPhase } from '../plan/phases.ts';
import type { Context, Halt } from './context.ts';
import type { GuardVerdict, Licence } from './hold-guards.ts';
import { Journal, type JournalText } from './journal.ts';
import { type LaneEnd, runLane, StepGate } from './lane.ts';
import { refuseLost } from './lost-journal.ts';
import { type Judges, ownChecks } from './own-checks.ts';
import type { Acknowledgement, EmergencyUse, Ending, Entry } from './record.ts';
import { SiteLocks } from './site-locks.ts';
import { unbegunWindow } from './unbegun.ts';
import type { WindowFiles, WindowFolder } from './window-files.ts';
import { WindowLog } from './window-log.ts';
import { stateOf, type WindowState } from './window-state.ts';
import type { World } from './world.ts';

/** What people see of a running window. */
export interface Onlooker {
  entry(entry: Entry, state: WindowState): void;
  guards(site: string, phase: WindowPhase, verdicts: readonly GuardVerdict[]): void;
  waiting(step: Step, text: string, leftSec: number): void;
  held(step: Step, by: readonly string[]): void;
  note(text: string): void;
}

export interface WindowRun {
  readonly world: World;
  readonly folder: WindowFolder;
  readonly files: WindowFiles;
  readonly plan: Plan;
  readonly owner: string;
  readonly capability: string;
  readonly emergency: EmergencyUse | null;
  readonly acknowledgement: Acknowledgement;
  readonly receipt: string | null;
  readonly judges: Judges;
  readonly halt: Halt;
  readonly onlooker: Onlooker;
  readonly redact: (text: string) => string;
  /** The journal of the same window, when it is taken up again. */
  readonly before: JournalText | null;
  /** Leaves the receipt; its run key, or null where none could be left. */
  readonly conclude: (state: WindowState, journalDigest: string, ending: Ending) => Promise<string | null>;
}

export type WindowEnd = { readonly state: WindowState; readonly ended: Ending | 'stopped' };

/** Runs a window to its end, or to where it stops and can be resumed. */
export async function runWindow(run: WindowRun): Promise<WindowEnd> {
  const { world, folder, files, plan, owner } = run;
  folder.prepare(files);
  if (run.before === null) refuseLost(files);
  if (run.before === null && existsSync(files.journal) && !unbegunWindow(folder, files.id))
    throw taken(files);
  const locks = new SiteLocks(world, folder.folder, plan, files.id, owner);
  locks.takeHere();
  let log: WindowLog;
  try {
    if (run.before === null && unbegunWindow(folder, files.id)) rmSync(files.journal, { force: true });
    log = openLog(run);
  } catch (error) {
    if (run.before === null) locks.dropHere();
    throw error;
  }
  try {
    const ends = await runLanes(run, log, locks);
    return await conclude(run, log, locks, ends);
  } finally {
    log.journal.close();
  }
}

const taken = ({ id, shown }: WindowFiles): Refusal =>
  new Refusal(
    `a window with the id "${id}" exists already (${shown.journal})`,
    `Take it up again with \`gates window resume ${id}\`, or choose another --window-id.`,
  );

function openLog(run: WindowRun): WindowLog {
  const { world, files, plan, owner, capability, emergency, acknowledgement, receipt, before } = run;
  const now = () => world.time.now();
  const opening: Entry = {
    kind: 'open',
    windowId: files.id,
    owner,
    capability,
    emergency,
    acknowledgement,
    receipt,
    plan,
  };
  const known = before && stateOf(before.entries);
  const journal = before ? Journal.reopen(files.journal, before, now) : Journal.create(files.journal, now);
  const fresh = stateOf([{ ...opening, seq: 1, at: new Date(now()).toISOString() }])!;
  const log = new WindowLog(files, journal, known ?? fresh, now, run.redact, (entry, state) =>
    run.onlooker.entry(entry, state),
  );
  if (!known) log.write(opening);
  log.write({
    kind: 'process',
    pid: process.pid,
    host: hostname(),
    resumed: known !== null && known !== undefined,
  });
  return log;
}

async function runLanes(run: WindowRun, log: WindowLog, locks: SiteLocks): Promise<LaneEnd[]> {
  const { world, plan, judges, halt, onlooker } = run;
  const signal = halt.hard;
  const eyesBy = (newest: Judges['evidence']) => ({
    world,
    signal,
    own: ownChecks(world, judges, locks, newest, signal),
  });
  const context: Context = {
    eyes: eyesBy(judges.copies),
    guardEyes: eyesBy(judges.evidence),
    log,
    halt,
    waiting: (step, text, left) => onlooker.waiting(step, text, left),
    held: (step, by) => onlooker.held(step, by),
  };
  const gate = new StepGate(plan.steps);
  const licence: Licence = {
    emergency: run.emergency !== null,
    acknowledged: run.acknowledgement.provided && run.acknowledgement.matches,
  };
  const lanes = plan.sites.map((site) =>
    runLane(context, {
      site,
      steps: plan.steps.filter((step) => step.site === site),
      guards: plan.guards.filter((guard) => guard.site === site),
      licence,
      gate,
      onGuards: (...verdicts) => onlooker.guards(...verdicts),
      onDone: (step) => locks.afterStep(step),
    }),
  );
  return settledLanes(lanes);
}

/** Waits for every lane even when one of them broke, so that nothing runs on behind an ended window. */
async function settledLanes(lanes: readonly Promise<LaneEnd>[]): Promise<LaneEnd[]> {
  const settled = await Promise.allSettled(lanes);
  const broken = settled.find((one) => one.status === 'rejected');
  if (broken) throw broken.reason;
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

async function conclude(
  run: WindowRun,
  log: WindowLog,
  locks: SiteLocks,
  ends: readonly LaneEnd[],
): Promise<WindowEnd> {
  const ending = endingOf(ends, log.state);
  if (ending === null) {
    log.write({ kind: 'paused', text: pauseText(ends) });
    return { state: log.state, ended: 'stopped' };
  }
  const runKey = await run.conclude(log.state, log.journal.digest, ending);
  log.write({ kind: 'closed', how: ending, runKey });
  for (const problem of await locks.release()) run.onlooker.note(problem);
  return { state: log.state, ended: ending };
}

/** A window in which no step began changed nothing and needs no resuming. */
function endingOf(ends: readonly LaneEnd[], state: WindowState): Ending | null {
  if (ends.every((end) => end === 'completed')) return 'completed';
  return state.steps.size === 0 && ends.includes('refused') ? 'refused' : null;
}

const pauseText = (ends: readonly LaneEnd[]): string =>
  ends.includes('failed') ? 'a step failed' : ends.includes('refused') ? 'a guard refused' : 'interrupted';
