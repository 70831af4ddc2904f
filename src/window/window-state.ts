import type { Plan } from '../plan/model.ts';
import type { WindowPhase } from '../plan/phases.ts';
import type { Ending, Entry, Numbered, PhaseStatus } from './record.ts';

/** What the journal tells of one step. */
export interface StepPast {
  status: 'begun' | 'done' | 'failed';
  how?: 'acted' | 'already';
  text: string;
  seenOpen: boolean;
  /** When its command began, milliseconds since the epoch; null when it did not. */
  actingAt: number | null;
}

interface PhasePast {
  readonly status: PhaseStatus;
  readonly at: string;
  readonly note: string;
}

/** A window as its journal has it. */
export interface WindowState {
  readonly open: Extract<Entry, { kind: 'open' }>;
  readonly plan: Plan;
  readonly steps: Map<string, StepPast>;
  /** By `<site> <phase>`. */
  readonly phases: Map<string, PhasePast>;
  /** By site: when something was last started there, milliseconds since the epoch. */
  readonly started: Map<string, number>;
  /** Guards that an emergency set aside, with their site. */
  readonly skipped: Set<string>;
  /** Phases, by `<site> <phase>`, whose guards let it begin. */
  readonly guarded: Set<string>;
  readonly startedAt: string;
  updatedAt: string;
  process: { readonly pid: number; readonly host: string } | null;
  resumes: number;
  ending: Ending | null;
  runKey: string | null;
  paused: string | null;
}

export const phaseKey = (site: string, phase: WindowPhase): string => `${site} ${phase}`;

/** The state after all records; undefined for a journal that was killed before its first. */
export function stateOf(entries: readonly Numbered[]): WindowState | undefined {
  const [first] = entries;
  if (first?.kind !== 'open') return undefined;
  const state: WindowState = {
    open: first,
    plan: first.plan,
    steps: new Map(),
    phases: new Map(),
    started: new Map(),
    skipped: new Set(),
    guarded: new Set(),
    startedAt: first.at,
    updatedAt: first.at,
    process: null,
    resumes: 0,
    ending: null,
    runKey: null,
    paused: null,
  };
  for (const entry of entries) applied(state, entry, entry.at);
  return state;
}

/** Brings the state up to date with one more record. */
export function applied(state: WindowState, entry: Entry, at: string): void {
  state.updatedAt = at;
  if ('step' in entry) {
    stepApplied(state, entry, at);
    return;
  }
  switch (entry.kind) {
    case 'process':
      state.process = { pid: entry.pid, host: entry.host };
      state.paused = null;
      if (entry.resumed) state.resumes += 1;
      return;
    case 'guards':
      for (const guard of entry.skipped) state.skipped.add(`${entry.site} ${guard}`);
      if (entry.refused.length === 0) state.guarded.add(phaseKey(entry.site, entry.phase));
      return;
    case 'phase':
      state.phases.set(phaseKey(entry.site, entry.phase), { status: entry.status, at, note: entry.note });
      return;
    case 'paused':
      state.paused = entry.text;
      return;
    case 'closed':
      state.ending = entry.how;
      state.runKey = entry.runKey;
  }
}

type StepEntry = Extract<Entry, { readonly step: string }>;

function stepApplied(state: WindowState, entry: StepEntry, at: string): void {
  const past = state.steps.get(entry.step) ?? { status: 'begun', text: '', seenOpen: false, actingAt: null };
  state.steps.set(entry.step, past);
  switch (entry.kind) {
    case 'begin':
      past.status = 'begun';
      return;
    case 'seen':
      past.seenOpen = true;
      return;
    case 'acting':
      past.actingAt = Date.parse(at);
      return;
    case 'acted':
      return;
    case 'done':
      Object.assign(past, { status: 'done', how: entry.how, text: entry.text });
      if (entry.how === 'acted') noteStart(state, entry.step, at);
      return;
    case 'failed':
      Object.assign(past, { status: 'failed', text: entry.text, actingAt: null });
      return;
    case 'undone':
      state.steps.delete(entry.step);
  }
}

function noteStart({ plan, started }: WindowState, id: string, at: string): void {
  const step = plan.steps.find((one) => one.id === id);
  if (step && (step.phase === 'startup' || step.phase === 'recovery')) started.set(step.site, Date.parse(at));
}
