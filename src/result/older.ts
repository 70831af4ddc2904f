import type { Finding } from '../finding/finding.ts';
import { isAccepted, type Result } from './result.ts';

/** What an estate was before a change, and what the change touches. */
export interface Earlier {
  readonly findings: readonly Finding[];
  /** The path before, by the path after. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly touches: (finding: Finding) => boolean;
}

/** Marks the findings that were there before a change and that it does not touch. Equal findings are told by number. */
export function markOlder(findings: readonly Finding[], earlier: Earlier): Finding[] {
  const open = earlier.findings.filter((finding) => !isAccepted(finding));
  const known = tally(open.map((finding) => finding.fingerprint));
  const moved = earlier.renamed.size > 0 ? tally(open.map(description)) : new Map<string, number>();
  return findings.map((finding) => {
    if (isAccepted(finding)) return finding;
    const before = take(known, finding.fingerprint) || takeMoved(moved, finding, earlier.renamed);
    return before && !earlier.touches(finding) ? { ...finding, older: true } : finding;
  });
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

/** What tells a finding where its fingerprint cannot: that one commits to the name of the file. */
const description = ({ gate, subject, message, place }: Finding): string =>
  [gate, subject, place.file, message].join('\0');

function takeMoved(moved: Map<string, number>, finding: Finding, renamed: Earlier['renamed']): boolean {
  const before = asBefore(finding, renamed);
  return before !== undefined && take(moved, description(before));
}

/** The finding with the names that its files had before; undefined when none was another. */
function asBefore(finding: Finding, renamed: Earlier['renamed']): Finding | undefined {
  let { subject, message } = finding;
  for (const [after, before] of renamed) {
    subject = subject.replace(after, () => before) as Finding['subject'];
    message = message.replaceAll(after, () => before);
  }
  const file = renamed.get(finding.place.file) ?? finding.place.file;
  if (subject === finding.subject && file === finding.place.file) return undefined;
  return { ...finding, subject, message, place: { ...finding.place, file } };
}

/** The result as it is shown unless all is asked for; the summary still counts what is left out. */
export function withoutOlder(result: Result): Result {
  const findings = result.findings.filter((finding) => !finding.older);
  const left = tally(findings.map((finding) => finding.gate));
  const gates = result.gates.map((gate) => ({ ...gate, findings: left.get(gate.id) ?? 0 }));
  return { ...result, gates, findings };
}
