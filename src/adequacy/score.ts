import { compareText } from '../finding/order.ts';
import { addTo } from '../grouping/groups.ts';
import type { Adequacy } from './adequacy.ts';
import type { Fate, Verdict } from './verdict.ts';

export type Tally = Readonly<Record<Fate, number>> & {
  /** Share of the killed among the killed and survived, 0 to 1; undefined where neither is. */
  readonly score: number | undefined;
};

/** What one gate did for the score. */
export interface GateTally {
  readonly id: string;
  readonly kills: number;
  /** Mutants that it killed and no other gate did. */
  readonly alone: number;
  /** Kills of operators that attack its law. */
  readonly intended: number;
  /** How often a mutant made it judge again. */
  readonly asked: number;
}

export function tallyOf(verdicts: readonly Verdict[]): Tally {
  const count = (fate: Fate) => verdicts.filter((verdict) => verdict.fate === fate).length;
  const [killed, survived] = [count('killed'), count('survived')];
  return {
    killed,
    survived,
    invalid: count('invalid'),
    equivalent: count('equivalent'),
    score: killed + survived === 0 ? undefined : killed / (killed + survived),
  };
}

/** Tallies by what a verdict belongs to, by name. */
export function talliesBy(
  verdicts: readonly Verdict[],
  nameOf: (verdict: Verdict) => string,
): readonly (readonly [string, Tally])[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const name = nameOf(verdict);
    addTo(groups, name, verdict);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, same]) => [name, tallyOf(same)] as const);
}

export function gateTallies({ verdicts, runs }: Pick<Adequacy, 'verdicts' | 'runs'>): GateTally[] {
  const tallies = new Map(
    runs.map(({ gate: { id } }) => [id, { id, kills: 0, alone: 0, intended: 0, asked: 0 }]),
  );
  for (const { by, ran } of verdicts) {
    for (const id of ran) bump(tallies.get(id), 'asked');
    for (const { gate, intended } of by) {
      const tally = tallies.get(gate);
      bump(tally, 'kills');
      if (intended) bump(tally, 'intended');
      if (by.length === 1) bump(tally, 'alone');
    }
  }
  return [...tallies.values()].sort((a, b) => compareText(a.id, b.id));
}

function bump<K extends string>(tally: Record<K, number> | undefined, key: K): void {
  if (tally) tally[key] += 1;
}

/** Why mutants count as equivalent: each reason with its count, the most frequent first. */
export function reasonsOf(verdicts: readonly Verdict[]): readonly (readonly [string, number])[] {
  const reasons = new Map<string, number>();
  for (const { fate, reason } of verdicts) {
    if (fate === 'equivalent' && reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return [...reasons].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
}

/** Fields that were damaged, and whose damage never changed what the gates judge by. */
export function unreadFields(verdicts: readonly Verdict[], unchanged: string): string[] {
  const fields = new Map<string, boolean>();
  for (const { mutant, fate, reason } of verdicts) {
    if (mutant.field === undefined || fate === 'invalid') continue;
    const isUnread = fate === 'equivalent' && reason === unchanged;
    fields.set(mutant.field, (fields.get(mutant.field) ?? true) && isUnread);
  }
  return [...fields].flatMap(([field, isUnread]) => (isUnread ? [field] : [])).sort(compareText);
}

/** A share in per cent, rounded down: 100 % means all. */
export const percent = (score: number | undefined): string =>
  score === undefined ? 'none' : `${(Math.floor(score * 1000) / 10).toFixed(1)} %`;
