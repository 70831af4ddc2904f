import type { Guard, Step } from '../plan/model.ts';
import type { WindowPhase } from '../plan/phases.ts';
import type { Context } from './context.ts';
import { type GuardVerdict, holdGuards, type Licence } from './hold-guards.ts';
import { recheck } from './recheck.ts';
import { runStep } from './run-step.ts';
import { phaseKey } from './window-state.ts';

/** How a site's part of a window ended. */
export type LaneEnd = 'completed' | 'failed' | 'refused' | 'interrupted';

export interface LaneParts {
  readonly site: string;
  readonly steps: readonly Step[];
  readonly guards: readonly Guard[];
  readonly licence: Licence;
  /** What the steps of all sites wait for. */
  readonly gate: StepGate;
  readonly onGuards: (site: string, phase: WindowPhase, verdicts: readonly GuardVerdict[]) => void;
  /** After a step, for what else hangs on it; what stands against going on. */
  readonly onDone: (step: Step) => Promise<string | null>;
}

/** Lets a step begin when those before it, at whatever site, are done. */
export class StepGate {
  readonly #open = new Set<string>();
  readonly #settled = new Map<string, { promise: Promise<boolean>; settle: (done: boolean) => void }>();

  constructor(steps: readonly Step[]) {
    for (const { id } of steps) {
      let settle = (_: boolean): void => {};
      const promise = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      this.#settled.set(id, { promise, settle });
      this.#open.add(id);
    }
  }

  settle(step: string, done: boolean): void {
    this.#open.delete(step);
    this.#settled.get(step)?.settle(done);
  }

  /** Ids of steps that have not ended yet, well or not. */
  pending(ids: readonly string[]): string[] {
    return ids.filter((id) => this.#open.has(id));
  }

  /** Ids of steps that will not be done; empty when all are. */
  async missing(ids: readonly string[]): Promise<string[]> {
    const done = await Promise.all(ids.map((id) => this.#settled.get(id)?.promise ?? true));
    return ids.filter((_, index) => !done[index]);
  }
}

/** Phases that only look: one look that fails does not keep the others from being taken. */
const LOOKING: readonly WindowPhase[] = ['precheck', 'verify'];

/** Runs one site's phases, one after the other. Whatever happens, nobody waits for its steps forever. */
export async function runLane(context: Context, lane: LaneParts): Promise<LaneEnd> {
  try {
    for (const phase of [...new Set(lane.steps.map((step) => step.phase))]) {
      const end = await runPhase(context, lane, phase);
      if (end !== 'completed') return end;
    }
    return 'completed';
  } finally {
    for (const step of lane.steps) lane.gate.settle(step.id, false);
  }
}

async function runPhase(context: Context, lane: LaneParts, phase: WindowPhase): Promise<LaneEnd> {
  const { log, halt } = context;
  const steps = lane.steps.filter((step) => step.phase === phase);
  const past = log.state.phases.get(phaseKey(lane.site, phase))?.status;
  if (past === 'completed') {
    for (const step of steps) lane.gate.settle(step.id, true);
    return 'completed';
  }
  if (halt.soft.aborted) return 'interrupted';
  const note = (status: 'running' | 'completed' | 'failed', text: string) =>
    log.write({ kind: 'phase', site: lane.site, phase, status, note: text });
  note('running', '');
  if (!(await guarded(context, lane, phase))) {
    note('failed', 'refused by a guard');
    return 'refused';
  }
  await recheck(context, steps);
  const end = await runSteps(context, lane, steps, LOOKING.includes(phase));
  if (end === 'completed' || end === 'failed') note(end, leftUndone(context, steps));
  return end;
}

/** What the contract does not take for a failure (strict_exit: false) is told. */
function leftUndone({ log }: Context, steps: readonly Step[]): string {
  const failed = steps.filter(
    ({ id, wait }) => wait.looks?.strict === false && log.state.steps.get(id)?.status === 'failed',
  );
  return failed.length === 0
    ? ''
    : `${failed.length} looks failed, which the contract lets pass (strict_exit: false)`;
}

/** A phase that began and was cut short changed what its guards ask about: only the lock counts when it goes on. */
async function guarded(context: Context, lane: LaneParts, phase: WindowPhase): Promise<boolean> {
  const begun = context.log.state.guarded.has(phaseKey(lane.site, phase));
  const guards = begun ? lane.guards.filter((guard) => guard.id === 'lock') : lane.guards;
  const verdicts = await holdGuards(context.guardEyes, guards, phase, lane.licence);
  if (context.halt.hard.aborted) return true;
  const ids = (...words: GuardVerdict['verdict'][]) =>
    verdicts.filter((one) => words.includes(one.verdict)).map((one) => one.guard.id);
  context.log.write({
    kind: 'guards',
    site: lane.site,
    phase,
    held: ids('held', 'noted', 'acknowledged'),
    skipped: ids('skipped'),
    refused: ids('refused'),
  });
  lane.onGuards(lane.site, phase, verdicts);
  return ids('refused').length === 0;
}

async function runSteps(
  context: Context,
  lane: LaneParts,
  steps: readonly Step[],
  goesOn: boolean,
): Promise<LaneEnd> {
  let failed = false;
  for (const step of steps) {
    if (context.halt.soft.aborted) return 'interrupted';
    const result = await oneStep(context, lane, step, goesOn);
    if (result === 'interrupted') return result;
    const lenient = step.wait.looks?.strict === false;
    lane.gate.settle(step.id, result === 'done' || lenient);
    if (result === 'failed' && !lenient) failed = true;
    if (failed && !goesOn) return 'failed';
  }
  return failed ? 'failed' : 'completed';
}

async function oneStep(context: Context, lane: LaneParts, step: Step, goesOn: boolean) {
  if (context.log.state.steps.get(step.id)?.status === 'done') return 'done';
  const own = new Set(lane.steps.map((one) => one.id));
  const before = step.after.filter((id) => !goesOn || !own.has(id));
  const others = lane.gate.pending(before);
  if (others.length > 0) context.held(step, others);
  const undone = await lane.gate.missing(before);
  if (undone.length > 0 && context.halt.soft.aborted) return 'interrupted';
  // A postcheck comes after the starts of other sites, and judges for itself how those ended.
  const missing = step.action === 'postcheck' ? undone.filter((id) => own.has(id)) : undone;
  if (missing.length > 0) {
    const text = `it waits for ${missing.join(', ')}, which did not happen`;
    context.log.write({ kind: 'failed', step: step.id, text, advice: 'bring that about, then resume' });
    return 'failed';
  }
  const result = await runStep(context, step);
  const problem = result === 'done' ? await lane.onDone(step) : null;
  if (problem === null) return result;
  const advice = 'ask who holds the site, then resume';
  context.log.write({ kind: 'failed', step: step.id, text: problem, advice });
  return 'failed';
}
