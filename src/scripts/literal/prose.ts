import type { ScriptText } from '../facts.ts';
import type { Use } from '../use.ts';
import { roleOf } from './role.ts';

const PROSE =
  /(^|_)(doc|docs|description|help|usage|epilog(ue)?|prolog(ue)?|banner|synopsis|examples?|comment|note|message|msg)s?(_|$)/i;

/** What a name holds is for people. */
export const isProse = (name: string | undefined): boolean => PROSE.test(name ?? '');

/** Without what stands in a text that is kept under a name for it: it is said, and no tool gets it. */
export function withoutProse({ assignments, tools, uses }: ScriptText): readonly Use[] {
  const prose = assignments.filter(
    ({ variable }) => isProse(variable) && !/^(site|host|guest)$/.test(roleOf(variable)),
  );
  if (prose.length === 0) return uses;
  const handed = new Set(tools.flatMap((tool) => [...tool.toolVariables, ...tool.argVariables]));
  const said = prose.filter(({ variable }) => !handed.has(variable)).map(({ anchor }) => anchor);
  return uses.filter((use) => !said.some(({ start, end }) => start <= use.start && use.end <= end));
}
