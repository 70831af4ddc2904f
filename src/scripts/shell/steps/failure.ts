import type { Reading } from '../../reading.ts';
import type { Failure } from '../../step.ts';
import { nextBeside, type Syntax } from '../../syntax.ts';

import { conditionsOf, elseOf, statementsOf } from './clauses.ts';
import { isOnly, leavingOf } from './ends.ts';
import { hasPipefail, isErrexit, isSwitchedOff } from './errexit.ts';

const BLOCKS = /^(program|do_group|case_item|else_clause|elif_clause|if_statement|function_definition)$/;
const TRANSPARENT = /^(redirected_statement|string|concatenation|heredoc_redirect|variable_assignment)$/;

/** How a failure fares on its way up from a command. */
interface Climb {
  /** Behind a `!`: failing counts as success. */
  readonly turned: boolean;
  /** On the left of `&&`: it fails the whole, but ends no program. */
  readonly soft: boolean;
}

/** What becomes of a command that fails. */
export function failureOf(
  node: Syntax,
  reading: Reading,
  climb: Climb = { turned: false, soft: false },
): Failure {
  const { parent } = node;
  if (!parent || BLOCKS.test(parent.type)) return inBlock(node, reading, climb);
  switch (parent.type) {
    case 'negated_command':
      return failureOf(parent, reading, { ...climb, turned: !climb.turned });
    case 'pipeline':
      return node === parent.children.at(-1) || hasPipefail(node, reading)
        ? failureOf(parent, reading, climb)
        : 'lost';
    case 'list':
      return inList(node, parent, reading, climb);
    case 'while_statement':
      return node.field === 'condition' ? 'tested' : inBlock(node, reading, climb);
    case 'compound_statement':
      return inGroup(node, parent, reading, climb);
    case 'subshell':
      return isLastIn(parent, node) ? inShell(climb) : inBlock(node, reading, climb);
    case 'command_substitution':
      return isLastIn(parent, node) ? failureOf(parent, reading, climb) : inBlock(node, reading, climb);
    case 'test_command':
    case 'binary_expression':
    case 'unary_expression':
      return 'tested';
    case 'command':
      return /^(\[|test)\s/.test(reading.source.slice(parent.start, parent.end)) ? 'tested' : 'lost';
    default:
      return TRANSPARENT.test(parent.type) ? failureOf(parent, reading, climb) : 'lost';
  }
}

function inList(node: Syntax, list: Syntax, reading: Reading, climb: Climb): Failure {
  const named = list.children.filter((each) => each.named && each.type !== 'comment');
  if (named[0] !== node) return failureOf(list, reading, climb);
  const isOr = list.children.some((each) => each.type === '||');
  // `a || b` and `! a && b` run b where a fails; the others go past it.
  if (isOr !== climb.turned) return fallback(named[1]!, reading);
  if (climb.turned || /assignment/.test(named[1]!.type) || isArithmetic(named[1]!, reading)) return 'tested';
  return failureOf(list, reading, { turned: false, soft: true });
}

/** `qm start 1 && up=$((up + 1))`: its success is counted. */
const isArithmetic = (node: Syntax, { source }: Reading): boolean => source.startsWith('((', node.start);

/** What stands in for a command that failed. */
function fallback(node: Syntax, reading: Reading): Failure {
  if (isOnly('nothing', node, reading)) return 'swallowed';
  if (leavingOf([node], reading)) return 'leaves';
  return isOnly('words', node, reading) ? 'told' : 'handled';
}

function inGroup(node: Syntax, group: Syntax, reading: Reading, climb: Climb): Failure {
  if (reading.source.startsWith('((', group.start)) return 'tested';
  const isBody = group.parent?.type === 'function_definition';
  return !isBody && isLastIn(group, node) ? failureOf(group, reading, climb) : inBlock(node, reading, climb);
}

const isLastIn = (group: Syntax, node: Syntax): boolean => statementsOf(group).at(-1) === node;

/** The result of a shell of its own, with which that shell then ends. */
const inShell = ({ turned }: Climb): Failure => (turned ? 'ignored' : 'passed');

function inBlock(node: Syntax, reading: Reading, { turned, soft }: Climb): Failure {
  const { parent } = node;
  if (parent && /^(if_statement|elif_clause)$/.test(parent.type) && conditionsOf(parent).includes(node))
    return inCondition(parent, turned, reading);
  const whole = wholeOf(node);
  if (whole) return failureOf(whole, reading, { turned, soft });
  if (node.type === 'for_statement') return 'lost';
  if (isInBackground(node)) return isWaitedFor(node, reading) ? 'lost' : 'ignored';
  if (!turned && !soft && isErrexit(node, reading)) return 'fatal';
  if (isAskedForNext(node, reading)) return 'tested';
  if (turned) return 'ignored';
  if (isSwitchedOff(node, reading)) return 'switched-off';
  return isResult(node) ? 'passed' : 'ignored';
}

/** `if qm start 1; then ...`: what its failure leads to, where that is an end. */
function inCondition(clause: Syntax, turned: boolean, reading: Reading): Failure {
  const runs = turned ? statementsOf(clause) : elseOf(clause);
  const leaving = runs && leavingOf(runs, reading);
  return leaving && leaving.code !== '0' && leaving.by !== 'break' ? 'leaves' : 'tested';
}

/** `if a; then b; else c; fi || d`: the choice whose result a statement is, where that is not just left standing. */
function wholeOf(node: Syntax): Syntax | undefined {
  const clause = node.parent;
  if (!clause || !/^(if_statement|elif_clause|else_clause|case_item)$/.test(clause.type)) return undefined;
  if (statementsOf(clause).at(-1) !== node) return undefined;
  const whole = clause.type === 'if_statement' ? clause : clause.parent!;
  return /^(list|negated_command|pipeline|redirected_statement)$/.test(whole.parent?.type ?? '')
    ? whole
    : undefined;
}

function isInBackground(node: Syntax): boolean {
  const next = node.all[node.until];
  return next?.type === '&' && next.parent === node.parent;
}

/** `wait "$pid"`, `wait -n`: a bare `wait` forgets what it waited for. */
const isWaitedFor = (node: Syntax, { source }: Reading): boolean =>
  /(?:^|[\s;&|(])wait[ \t]+[-"$%\d]/.test(source.slice(node.end));

/** The next statement looks at `$?`. */
function isAskedForNext(node: Syntax, reading: Reading): boolean {
  const next = nextBeside(node, ({ type }) => type !== 'comment');
  return next !== undefined && /\$\?|\bPIPESTATUS\b/.test(reading.source.slice(next.start, next.end));
}

/** The last statement of a function or program, through the branches around it. */
function isResult(node: Syntax): boolean {
  let at = node;
  while (at.parent && at.parent.type !== 'program') {
    const { parent } = at;
    if (/^(do_group|while_statement|for_statement)$/.test(parent.type)) return false;
    if (
      /^(if_statement|elif_clause)$/.test(parent.type)
        ? statementsOf(parent).at(-1) !== at && !/_clause$/.test(at.type)
        : isFollowed(at)
    )
      return false;
    if (parent.type === 'function_definition') return true;
    at = parent;
  }
  return at.parent === undefined || !isFollowed(at);
}

const NO_STATEMENT = /^(comment|function_definition|case_item|elif_clause|else_clause)$/;

const isFollowed = (node: Syntax): boolean =>
  node.named &&
  !NO_STATEMENT.test(node.type) &&
  nextBeside(node, ({ type }) => !NO_STATEMENT.test(type)) !== undefined;
