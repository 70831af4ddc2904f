import { allowCovers } from '../estate/ask/allows.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Finding } from '../finding/finding.ts';
import type { InlineAllow } from '../scripts/allow.ts';

/** Marks the findings that a comment in their script allows, with a reason. Unwaivable gates stay as they are. */
export function allowInline(findings: readonly Finding[], estate: Estate): Finding[] {
  return findings.map((finding) => {
    const allow = finding.waived
      ? undefined
      : allowsOf(estate, finding).find((one) => one.reason !== undefined);
    return allow ? { ...finding, waived: { source: 'inline', reason: allow.reason! } } : finding;
  });
}

function allowsOf(estate: Estate, finding: Finding): readonly InlineAllow[] {
  if (estate.unwaivable(finding.gate)) return [];
  const allows = estate.index.script(finding.place.file)?.facts.allows ?? [];
  return allows.filter((allow) => allowCovers(allow, finding));
}
