import { child, enclosing, type Syntax } from '../../syntax.ts';
import { isCondition } from '../steps/clauses.ts';
import type { Ending, Flow } from './endings.ts';
import { type Atom, guardsOf } from './guards.ts';
import { idleEndsOf } from './idle.ts';
import { absences } from './unearned.ts';

/** Ends of the script that only say that it could not be run: something absent, or called in the wrong way. */
function isPrerequisite(end: Ending, flow: Flow): boolean {
  if (absences(end.node, flow).length > 0) return true;
  const guards = guardsOf(end.node, flow.reading);
  if (isSetUp(end, guards)) return true;
  const isMain = end.function === undefined || end.function === 'main';
  return (
    (isMain && guards.some((atom) => /\$#|\$\{?1\b/.test(atom.text))) ||
    isOptionArm(end.node, flow) ||
    /usage/i.test(end.through ?? '')
  );
}

/** `cd "$(dirname "$0")/.." || exit 2`: the place that the script works in, or a file of its own, is not to be had. */
const isSetUp = ({ node }: Ending, guards: readonly Atom[]): boolean =>
  guards.some(({ text, holds, how }) => how === 'command' && !holds && SETS_UP.test(text)) &&
  !enclosing(node, 'for_statement', 'while_statement');

const SETS_UP =
  /^(?:(?:cd|pushd)\s.*(?:dirname|\$\{?0|BASH_SOURCE|rev-parse|\$\{?\w*(?:ROOT|REPO|HERE|BASE|SPINE|SCRIPT_?DIR|(?:ROOT|REPO|BASE)_DIR|root|repo|here|base|script_?dir)\b)|(?:\w+=)?["']?(?:\$\(|`)?\s*(?:mktemp\b|git\s(?:-C\s\S+\s)?rev-parse\s--(?:show-toplevel|git-dir)|cd\s[^&]*(?:dirname|\$\{?0|BASH_SOURCE)))/;

/** An arm of the case that reads the script's own arguments. */
function isOptionArm(node: Syntax, { reading }: Flow): boolean {
  const around = enclosing(node, 'case_statement');
  const value = around && child(around, 'value');
  return value !== undefined && /^"?\$\{?[1@*]/.test(reading.source.slice(value.start, value.end));
}

/** Statements by which the script fails on what it has found. */
export function failuresOf(flow: Flow): Ending[] {
  const idle = idleEndsOf(flow);
  return flow.endings.filter(
    (end) =>
      end.code !== 0 &&
      !idle.has(end) &&
      !isPrerequisite(end, flow) &&
      (end.how === 'exit' || reachesEnd(end, flow)),
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

export function isAlone(node: Syntax): boolean {
  const parent = node.parent?.type === 'redirected_statement' ? node.parent.parent : node.parent;
  return (
    !isCondition(node) && !/^(list|pipeline|negated_command|command_substitution)$/.test(parent?.type ?? '')
  );
}
