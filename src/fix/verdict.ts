import type { Estate } from '../estate/model/estate.ts';
import type { Finding } from '../finding/finding.ts';
import type { Subject } from '../finding/subject.ts';
import type { Gate } from '../gate/gate.ts';

/** What the gates say of the estate with some files edited in memory. */
export interface Verdict {
  readonly estate: Estate;
  readonly gates: readonly Gate[];
  /** Findings that count: neither waived nor in a baseline, and none about drafts, which edits are. */
  readonly findings: readonly Finding[];
  /** Gates that did not judge: blocked or crashed. */
  readonly unjudged: ReadonlySet<string>;
  /** What each gate looked at, by its id. */
  readonly examined: ReadonlyMap<string, readonly Subject[]>;
}

/** Judges with texts in the place of files; by all gates, or by one. */
export type Judge = (files: ReadonlyMap<string, string>, gate?: string) => Promise<Verdict>;

/** The part of a verdict that one gate has in it. */
export const ofGate = (verdict: Verdict, gate: string): Verdict => ({
  ...verdict,
  findings: verdict.findings.filter((finding) => finding.gate === gate),
  examined: new Map([...verdict.examined].filter(([id]) => id === gate)),
});

/** Findings that were not there before. */
export function addedBy(before: Verdict, after: Verdict): Finding[] {
  const known = new Set(before.findings.map((finding) => finding.fingerprint));
  return after.findings.filter((finding) => !known.has(finding.fingerprint));
}

/** In words what speaks against an edit; undefined when at least as many findings are gone as were to go. */
export function harmOf(before: Verdict, after: Verdict, aims: number): string | undefined {
  const [added] = addedBy(before, after);
  if (added) return `an edit was not offered, since it would add: ${added.message} [${added.gate}]`;
  const lost = [...after.unjudged].find((gate) => !before.unjudged.has(gate));
  if (lost !== undefined) return `an edit was not offered, since ${lost} could not judge any more`;
  const gone = before.findings.length - after.findings.length;
  return gone < aims ? 'the edit that follows from the contracts does not satisfy the gate' : undefined;
}

/** Whether gates look at all that they looked at before, apart from subjects that may go. */
export function looksAtAsMuch(
  before: Verdict,
  after: Verdict,
  mayGo: (subject: Subject) => boolean,
): boolean {
  return [...before.examined].every(([gate, subjects]) => {
    const now = new Set(after.examined.get(gate));
    return subjects.every((subject) => now.has(subject) || mayGo(subject));
  });
}
