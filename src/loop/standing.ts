import type { Estate } from '../estate/model/estate.ts';
import type { GapBinding } from '../estate/model/loop.ts';
import type { Finding } from '../finding/finding.ts';
import { subjectKey } from '../finding/subject.ts';
import { nearest } from '../finding/suggest.ts';
import type { GateRun, LawFindings } from '../gate/gate.ts';
import { isBound } from '../result/bound.ts';
import { isRetired, isSiteRetired } from './retired.ts';

/** How one binding of a gap stands. */
export interface Held {
  readonly binding: GapBinding;
  /** Why its gate says nothing about the gap. */
  readonly unproven?: string;
  /** Findings that keep it from holding, accepted risks among them. */
  readonly findings: readonly Finding[];
}

/** How a gap stands by what the gates found now, receipts left aside. */
export interface Standing {
  readonly held: readonly Held[];
  /** Why nothing is said about it; empty when its gates looked at it. */
  readonly unproven: readonly string[];
  /** Findings that nobody with a name and an end has accepted. */
  readonly failing: readonly Finding[];
  readonly accepted: readonly Finding[];
}

export function standingOf(gap: string, estate: Estate, laws: LawFindings): Standing {
  const held = estate.index.bindingsOf(gap).map((binding) => heldBy(binding, estate, laws));
  const findings = distinct(held.flatMap((one) => one.findings));
  return {
    held,
    unproven: held.length === 0 ? ['no gate is bound to it'] : reasonsOf(held),
    failing: findings.filter((finding) => !isAccepted(finding)),
    accepted: findings.filter(isAccepted),
  };
}

const reasonsOf = (held: readonly Held[]): string[] => [
  ...new Set(held.flatMap((one) => one.unproven ?? [])),
];

/** An inline allow has no owner and no end, and a baseline only hides: neither accepts a risk. */
export const isAccepted = (finding: Finding): boolean => finding.waived?.source === 'waiver';

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
}

export function heldBy(binding: GapBinding, estate: Estate, laws: LawFindings): Held {
  const findings = laws.findings(binding.gate).filter((finding) => isBound(binding, finding));
  const unproven = silence(binding, estate, laws);
  return { binding, findings, ...(unproven !== undefined && { unproven }) };
}

/** Why a bound gate says nothing: it is not there, did not judge, or did not look at what is bound. */
function silence(binding: GapBinding, estate: Estate, laws: LawFindings): string | undefined {
  const { gate, subject, site, file } = binding;
  const run = laws.run(gate);
  if (!run) return absent(gate, laws);
  if (run.stopped) return `the gate ${gate} was ${run.stopped}: ${run.reason ?? ''}`;
  if (run.examined.isNothing) return `the gate ${gate} had nothing to look at`;
  if (subject !== undefined && !examined(run, subject, estate)) {
    return `the gate ${gate} did not examine "${subject}"`;
  }
  if (site !== undefined && !run.examined.perSite.has(site) && !isSiteRetired(site, estate)) {
    return `the gate ${gate} examined nothing of site "${site}"`;
  }
  if (file !== undefined && !readFile(run, file, estate)) return `the gate ${gate} did not read "${file}"`;
  return undefined;
}

function absent(gate: string, laws: LawFindings): string {
  if (laws.known.includes(gate)) return `the gate ${gate} judges by other gates and proves no gap`;
  const near = nearest(gate, laws.known);
  return `there is no gate "${gate}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

function examined(run: GateRun, subject: string, estate: Estate): boolean {
  return (run.examined.subjects as readonly string[]).includes(subject) || isRetired(subject, estate);
}

function readFile(run: GateRun, file: string, estate: Estate): boolean {
  return (
    run.examined.subjects.some((subject) => subjectKey(subject) === file) ||
    run.gate.reads.some((kind) => estate.index.loaded(kind).some((document) => document.file === file))
  );
}
