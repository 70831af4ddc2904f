import { child, enclosing, type Syntax } from '../../syntax.ts';
import { isCondition } from '../steps/clauses.ts';
import type { Ending, Flow } from './endings.ts';
import { guardsOf } from './guards.ts';
import { absences } from './unearned.ts';

/** Ends of the script that only say that it could not be run: something absent, or called in the wrong way. */
function isPrerequisite(end: Ending, flow: Flow): boolean {
  if (absences(end.node, flow).length > 0) return true;
  const guards = guardsOf(end.node, flow.reading);
  const isMain = end.function === undefined || end.function === 'main';
  return (
    (isMain && guards.some((atom) => /\$#|\$\{?1\b/.test(atom.text))) ||
    isOptionArm(end.node, flow) ||
    /usage/i.test(end.through ?? '')
  );
}

/** An arm of the case that reads the script's own arguments. */
function isOptionArm(node: Syntax, { reading }: Flow): boolean {
  const around = enclosing(node, 'case_statement');
  const value = around && child(around, 'value');
  return value !== undefined && /^"?\$\{?[1@*]/.test(reading.source.slice(value.start, value.end));
}

/** Statements by which the script fails on what it has found. */
export function failuresOf(flow: Flow): Ending[] {
  return flow.endings.filter(
    (end) => end.code !== 0 && !isPrerequisite(end, flow) && (end.how === 'exit' || reachesEnd(end, flow)),
  );
}

/** A failing return counts where nobody catches it: the call is the last statement, or stands alone under `set -e`. */
function reachesEnd(end: Ending, flow: Flow): boolean {
  const calls = flow.commands.filter((command) => command.name === end.function);
  return calls.some(
    ({ node }) => isLast(node, flow) || (flow.reading.gathered.settings.errexit && isAlone(node)),
  );
}

const isLast = (node: Syntax, { last }: Flow): boolean =>
  last !== undefined && node.start >= last.start && node.end <= last.end;

function isAlone(node: Syntax): boolean {
  const parent = node.parent?.type === 'redirected_statement' ? node.parent.parent : node.parent;
  return (
    !isCondition(node) && !/^(list|pipeline|negated_command|command_substitution)$/.test(parent?.type ?? '')
  );
}
