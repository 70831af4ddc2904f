import { createHash } from 'node:crypto';
import { isSpan } from '../finding/place.ts';
import type { Damage, DamagedKind, Ground, Mutant, Operator } from './mutant.ts';

/** Every mutant of a ground, each damage once, in the order of the operators. */
export function mutantsOf(ground: Ground, operators: readonly Operator[]): Mutant[] {
  const kinds = new Map(ground.estate.documents.map(({ file, kind }) => [file, kind]));
  const known = new Set<string>();
  const mutants: Mutant[] = [];
  for (const operator of operators) {
    for (const damage of operator.damages(ground)) {
      const digest = digestOf([damage.file, damage.edits]);
      if (known.has(digest)) continue;
      known.add(digest);
      const kind: DamagedKind = kinds.get(damage.file) ?? 'script';
      mutants.push({ ...damage, operator, kind, id: idOf(operator, damage) });
    }
  }
  return mutants;
}

export interface Choice {
  readonly site?: string | undefined;
  readonly kind?: string | undefined;
  /** How many at most, chosen by `seed`. */
  readonly sample?: number | undefined;
  readonly seed: number;
}

/** The mutants that are asked for; a sample is the same wherever the same mutants and seed are. */
export function chosen(mutants: readonly Mutant[], { site, kind, sample, seed }: Choice): Mutant[] {
  const asked = mutants.filter(
    (mutant) => (site === undefined || mutant.site === site) && (kind === undefined || mutant.kind === kind),
  );
  if (sample === undefined || asked.length <= sample) return asked;
  const lot = new Map(asked.map((mutant) => [mutant, digestOf([seed, mutant.id])]));
  const drawn = new Set([...asked].sort((a, b) => (lot.get(a)! < lot.get(b)! ? -1 : 1)).slice(0, sample));
  return asked.filter((mutant) => drawn.has(mutant));
}

/** Names the fact and what happens to it, not where it stands in the text. */
const idOf = (operator: Operator, { file, at, text, edits }: Damage): string =>
  digestOf([operator.id, file, isSpan(at) ? edits : at.path, text]).slice(0, 16);

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
