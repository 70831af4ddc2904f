import type { Estate } from '../estate/model/estate.ts';
import type { GapBinding } from '../estate/model/loop.ts';
import type { Finding } from '../finding/finding.ts';
import { subjectOf } from '../finding/subject.ts';
import { groupByNames } from '../grouping/groups.ts';

/** Whether a finding is one that keeps a binding from holding. */
export function isBound(binding: GapBinding, finding: Finding): boolean {
  return (
    binding.gate === finding.gate &&
    (binding.subject === undefined || isAbout(binding.subject, finding)) &&
    (binding.site === undefined || binding.site === finding.site) &&
    (binding.file === undefined || binding.file === finding.place.file)
  );
}

/** Whether a finding is about a bound subject: a site stands for everything that the gate found there. */
export function isAbout(
  bound: string,
  { subject, site }: { readonly subject: string; readonly site?: string | undefined },
): boolean {
  return bound === subject || (site !== undefined && bound === subjectOf('site', site));
}

/** Names on each finding the gaps that are bound to it. */
export function gapTags(estate: Estate): (finding: Finding) => Finding {
  const byGate = groupByNames(
    estate.boundGaps.flatMap((gap) => gap.bindings),
    (binding) => [binding.gate],
  );
  return (finding) => {
    const bound = byGate.get(finding.gate)?.filter((binding) => isBound(binding, finding)) ?? [];
    return bound.length === 0
      ? finding
      : { ...finding, gap: [...new Set(bound.map((one) => one.gap))].sort() };
  };
}
