import type { Finding } from '../../finding/finding.ts';
import type { InlineAllow } from '../../scripts/allow.ts';
import type { Estate } from '../model/estate.ts';
import type { Script } from '../model/script.ts';

/** Scripts with comments that allow findings. */
export const allowingScripts = (estate: Estate): readonly Script[] =>
  estate.scripts.filter((script) => script.facts.allows.length > 0);

/** Whether a comment is about a finding of its script, whatever it is worth. */
export function allowCovers(allow: InlineAllow, finding: Finding): boolean {
  return allow.gate === finding.gate && allow.lines.includes(finding.place.line);
}
