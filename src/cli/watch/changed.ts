import type { Finding } from '../../finding/finding.ts';

/** What came and what went between two judgements. */
export interface Changed {
  readonly fresh: readonly Finding[];
  readonly gone: readonly Finding[];
}

/** Compares by fingerprint, equal ones by how many there are: a finding that only moved is no change. */
export const changedBetween = (before: readonly Finding[], after: readonly Finding[]): Changed => ({
  fresh: without(after, before),
  gone: without(before, after),
});

function without(findings: readonly Finding[], known: readonly Finding[]): Finding[] {
  const left = new Map<string, number>();
  for (const { fingerprint } of known) left.set(fingerprint, (left.get(fingerprint) ?? 0) + 1);
  return findings.filter(({ fingerprint }) => {
    const count = left.get(fingerprint) ?? 0;
    left.set(fingerprint, count - 1);
    return count <= 0;
  });
}
