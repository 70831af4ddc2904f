import type { SpanAnchor } from '../../finding/place.ts';
import type { AssignmentFact, ScriptText } from '../../scripts/facts.ts';

/** Whether a command names the variable of a loop over NAS, or one that is filled by it. */
export function spellsOneOfNas(command: string, at: SpanAnchor, text: ScriptText): boolean {
  const around = text.functions.findLast(({ start, end }) => start <= at.start && at.end <= end)?.name;
  const before = text.assignments.filter(
    (each) => each.function === around && each.anchor.start < at.start && each.from !== 'literal',
  );
  return before.length > 0 && wordsIn(command).some((name) => isOneOfNas(name, before));
}

function isOneOfNas(name: string, before: readonly AssignmentFact[], depth = 2): boolean {
  const last = before.findLast(({ variable }) => variable === name);
  if (!last || depth === 0) return false;
  if (last.from === 'item' || last.fed !== undefined) return areNas(`${last.statement} ${last.fed ?? ''}`);
  return last.from === 'command' && last.sources.some((each) => isOneOfNas(each, before, depth - 1));
}

const wordsIn = (text: string): readonly string[] => text.match(/[A-Za-z_]\w*/g) ?? [];

/** `.sites[].nas[]`, `site_nodes "$site" nas`, `nas_of "$site"`; what goes through hypervisors as well is no loop over NAS. */
function areNas(source: string): boolean {
  const words = source.replace(/nas[_-](?:hosts?|nodes?)|_nas|nas_/g, ' nas ');
  return /(?<![\w-])nas(?![\w-])/.test(words) && !/hypervisor|hosts?\b|(?<![\w-])pve/.test(words);
}
