import type { Finding } from '../finding/finding.ts';
import type { Change } from './change.ts';
import { judgedWithFollowing } from './complete.ts';
import { NOTHING, type Patch, textIn, textsOf, withChanges } from './patch.ts';
import type { Repair } from './repair.ts';
import { harmOf, type Judge, ofGate, type Verdict } from './verdict.ts';

export interface Workbench {
  readonly judge: Judge;
  /** What the gates say of the estate as it is. */
  readonly before: Verdict;
  readonly repairs: Readonly<Record<string, Repair>>;
  /** Which findings are to be mended. */
  readonly wanted: (finding: Finding) => boolean;
}

export interface Mended {
  readonly patch: Patch;
  readonly after: Verdict;
  /** Why an edit for a finding was not offered, by fingerprint. */
  readonly refused: ReadonlyMap<string, string>;
}

interface State {
  readonly patch: Patch;
  readonly verdict: Verdict;
}

interface Candidate {
  readonly finding: Finding;
  readonly changes: readonly Change[];
  readonly key: string;
}

const MOST_ROUNDS = 12;

/**
 * Edits that follow from the contracts, as many as hold: after each step the whole estate is judged, and a step that
 * adds a finding, or a gate that cannot judge any more, is taken back.
 */
export async function mend(bench: Workbench): Promise<Mended> {
  const refused = new Map<string, string>();
  const tried = new Set<string>();
  let state: State = { patch: NOTHING, verdict: bench.before };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const candidates = candidatesOf(bench, state.verdict, tried, refused);
    if (candidates.length === 0) break;
    const next = await accepted(bench, state, candidates, refused);
    for (const { key } of candidates) tried.add(key);
    if (next !== state) tried.clear();
    state = next;
  }
  return { patch: state.patch, after: state.verdict, refused };
}

/** The first proposal of each finding that was not tried since the last one that held; equal ones once. */
function candidatesOf(
  bench: Workbench,
  { findings, estate }: Verdict,
  tried: ReadonlySet<string>,
  refused: Map<string, string>,
): Candidate[] {
  const byChanges = new Map<string, Candidate>();
  for (const finding of findings.filter(bench.wanted)) {
    for (const offer of bench.repairs[finding.gate]?.(finding, estate) ?? []) {
      if ('obstacle' in offer) refused.set(finding.fingerprint, offer.obstacle);
      if ('obstacle' in offer || offer.decision !== undefined) continue;
      const changes = JSON.stringify(offer.changes);
      const key = `${finding.fingerprint} ${changes}`;
      if (tried.has(key)) continue;
      if (!byChanges.has(changes)) byChanges.set(changes, { finding, changes: offer.changes, key });
      break;
    }
  }
  return [...byChanges.values()];
}

/** All of them at once where that holds; else the halves of them, one after the other. */
async function accepted(
  bench: Workbench,
  state: State,
  candidates: readonly Candidate[],
  refused: Map<string, string>,
): Promise<State> {
  const open = candidates.filter(({ finding }) => stands(state.verdict, finding));
  if (open.length === 0) return state;
  const changes = open.flatMap((candidate) => candidate.changes);
  const stand = { ...bench, read: bench.before, ...state };
  const tried = await judgedWithFollowing(stand, changes);
  const harm = tried ? harmOf(state.verdict, tried.verdict, open.length) : UNWRITABLE;
  if (tried && harm === undefined) return tried;
  if (open.length === 1) {
    refused.set(open[0]!.finding.fingerprint, harm!);
    return state;
  }
  const middle = Math.ceil(open.length / 2);
  const first = await accepted(bench, state, open.slice(0, middle), refused);
  return accepted(bench, first, open.slice(middle), refused);
}

const UNWRITABLE = 'the file is written in a way that cannot be edited without touching more than the edit';

const stands = ({ findings }: Verdict, { fingerprint }: Finding): boolean =>
  findings.some((one) => one.fingerprint === fingerprint);

/** An edit that waits for a decision: on top of the texts that mending leaves. */
export interface Suggestion {
  readonly patch: Patch;
  readonly decision: string;
}

/** The first edit for a finding that waits for a decision and satisfies its gate. */
export async function suggestion(
  bench: Workbench,
  { patch, after }: Mended,
  finding: Finding,
): Promise<Suggestion | undefined> {
  const mended = textsOf(patch);
  for (const offer of bench.repairs[finding.gate]?.(finding, after.estate) ?? []) {
    if ('obstacle' in offer || offer.decision === undefined) continue;
    const edited = withChanges(NOTHING, offer.changes, textIn(after));
    const verdict = edited && (await bench.judge(new Map([...mended, ...textsOf(edited)]), finding.gate));
    if (verdict && !harmOf(ofGate(after, finding.gate), ofGate(verdict, finding.gate), 1))
      return { patch: edited, decision: offer.decision };
  }
  return undefined;
}
