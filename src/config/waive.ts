import picomatch from 'picomatch';
import type { Finding } from '../finding/finding.ts';
import { addTo } from '../grouping/groups.ts';
import type { Waiver } from './waivers.ts';

/** Marks the findings that a waiver in force accepts. Other marks stay as they are. */
export function waive(findings: readonly Finding[], waivers: readonly Waiver[]): Finding[] {
  const byGate = new Map<string, Waiver[]>();
  for (const waiver of waivers) {
    if (waiver.refusals.length > 0) continue;
    addTo(byGate, waiver.gate, waiver);
  }
  if (byGate.size === 0) return [...findings];
  return findings.map((finding) => {
    const waiver = byGate.get(finding.gate)?.find((one) => covers(one, finding));
    return waiver ? { ...finding, waived: marked(waiver) } : finding;
  });
}

/** Whether a waiver is about a finding, in force or not. */
export function covers(waiver: Waiver, finding: Finding): boolean {
  return (
    waiver.gate === finding.gate &&
    (waiver.site === undefined || waiver.site === finding.site) &&
    (waiver.fingerprint === undefined || finding.fingerprint.startsWith(waiver.fingerprint)) &&
    (waiver.subject === undefined || coversSubject(waiver.subject, finding.subject))
  );
}

function coversSubject(pattern: string, subject: string): boolean {
  return pattern === subject || picomatch.isMatch(subject, pattern, { dot: true, bash: true });
}

function marked({ owner, reason, expires }: Waiver): NonNullable<Finding['waived']> {
  return { source: 'waiver', by: owner, reason, expires };
}
