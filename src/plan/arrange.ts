import { WINDOW_PHASES } from '../estate/ask/phase-order.ts';
import { addTo } from '../grouping/groups.ts';
import { type Crossing, crossingsOf } from './crossings.ts';
import type { Block, Draft } from './draft.ts';
import type { Because, Step } from './model.ts';
import type { WindowPhase } from './phases.ts';
import type { Planning } from './planning.ts';

/** A step that another has to wait for, with the reason where an edge is it. */
interface Tie {
  readonly after: string;
  readonly because?: Because;
}

/** All blocks as one list of steps: each site one after the other, sites tied to each other only by edges between them and by what looks at several. */
export function arrange(planning: Planning, blocks: readonly Block[]): Step[] {
  const full = blocks.filter((block) => block.steps.length > 0);
  const ties = new Map<string, Tie[]>();
  const tie = (step: Draft, after: Draft, because?: Because) =>
    addTo(ties, step.id, { after: after.id, ...(because && { because }) });
  chainSites(full, tie);
  const crossings = crossingsOf(planning, full);
  for (const { first, next, text, at } of crossings) tie(next, first, planning.because(text, at));
  tiePostchecks(planning, full, tie);
  const drafts = full.flatMap((block) => block.steps);
  const steps = sorted(drafts, ties);
  if (steps.length < drafts.length) refuseKnot(planning, crossings);
  return steps.map((step) => withTies(step, ties.get(step.id) ?? []));
}

type TieSteps = (step: Draft, after: Draft, because?: Because) => void;

function withTies(step: Draft, ties: readonly Tie[]): Step {
  const reasons = ties.flatMap((one) => one.because ?? []);
  return {
    ...step,
    because: [...step.because, ...reasons],
    after: [...new Set(ties.map((one) => one.after))],
  };
}

function chainSites(blocks: readonly Block[], tie: TieSteps): void {
  const last = new Map<string, Draft>();
  for (const block of blocks) {
    for (const step of block.steps) {
      const before = last.get(block.site);
      if (before) tie(step, before);
      last.set(block.site, step);
    }
  }
}

/** A postcheck that looks at other sites too would fail of one that still starts. */
function tiePostchecks({ estate }: Planning, blocks: readonly Block[], tie: TieSteps): void {
  const steps = blocks.flatMap((block) => block.steps);
  const starting = steps.filter((step) => STARTING.includes(step.phase) && step.action !== 'postcheck');
  const lastStarts = new Map(starting.map((step) => [step.site, step]));
  for (const step of steps) {
    if (step.verify.kind !== 'command' || step.action !== 'postcheck') continue;
    const looked = estate.index.capability(step.verify.capability)?.sites ?? [];
    for (const [site, last] of lastStarts) {
      if (site === step.site || (looked.length > 0 && !looked.includes(site))) continue;
      tie(step, last, { ...step.because[0]!, text: `it looks at site "${site}" too, which starts first` });
    }
  }
}

const STARTING: readonly WindowPhase[] = ['startup', 'recovery'];

/** Phase by phase and site by site, as far as the ties allow; a knot of ties is left out. */
function sorted(drafts: readonly Draft[], ties: ReadonlyMap<string, readonly Tie[]>): Draft[] {
  const waiting = [...drafts].sort((a, b) => WINDOW_PHASES.indexOf(a.phase) - WINDOW_PHASES.indexOf(b.phase));
  const followers = new Map<string, Draft[]>();
  const open = new Map<string, number>();
  for (const step of waiting) {
    const own = new Set((ties.get(step.id) ?? []).map((one) => one.after));
    open.set(step.id, own.size);
    for (const id of own) addTo(followers, id, step);
  }
  return drain(waiting, open, followers);
}

/** Takes the first step that waits for nothing, again and again. */
function drain(
  steps: readonly Draft[],
  open: Map<string, number>,
  followers: ReadonlyMap<string, readonly Draft[]>,
): Draft[] {
  const rank = new Map(steps.map((step, index) => [step, index]));
  const ready = steps.filter((step) => open.get(step.id) === 0);
  const done: Draft[] = [];
  for (let step = ready.shift(); step; step = ready.shift()) {
    done.push(step);
    for (const next of followers.get(step.id) ?? []) {
      const left = open.get(next.id)! - 1;
      open.set(next.id, left);
      if (left === 0) insert(ready, next, rank);
    }
  }
  return done;
}

/** Few steps are ready at once: about one for each site. */
function insert(ready: Draft[], step: Draft, rank: ReadonlyMap<Draft, number>): void {
  const index = ready.findIndex((other) => rank.get(other)! > rank.get(step)!);
  ready.splice(index < 0 ? ready.length : index, 0, step);
}

function refuseKnot(planning: Planning, crossings: readonly Crossing[]): void {
  const reasons = new Map(crossings.map((one) => [one.text, one]));
  planning.refuse(
    `the orders of ${planning.scope.sites.map((site) => `"${site.id}"`).join(' and ')} wait for each other: their lists and what one needs of the other form a circle`,
    crossings[0]?.at ?? planning.scope.sites[0]!.at,
    [...reasons.values()].map(({ text, at }) => ({ text, at })),
  );
}
