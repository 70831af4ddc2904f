import { type End, guardsAbove } from '../../earlier-ends.ts';
import type { Reading } from '../../reading.ts';
import type { Guard } from '../../step.ts';
import { child, childrenIn, type Syntax } from '../../syntax.ts';
import { isLiteral, wordOf } from '../word.ts';

import { conditionsOf, statementsOf } from './clauses.ts';
import { leavingOf } from './ends.ts';

/** Everything that has to be so for a command to be reached, nearest first; up to the function around it. */
export function guardsOf(node: Syntax, reading: Reading): Guard[] {
  const guards: Guard[] = [];
  for (let at = node; at.parent && at.type !== 'function_definition'; at = at.parent)
    guards.push(...guardsBy(at.parent, at, reading), ...earlierEnds(at, reading));
  return guards;
}

function guardsBy(parent: Syntax, at: Syntax, reading: Reading): Guard[] {
  switch (parent.type) {
    case 'list':
      return besideInList(parent, at, reading);
    case 'if_statement':
    case 'elif_clause':
      return inClause(parent, at, reading);
    case 'case_statement':
      return at.type === 'case_item' ? [inArm(parent, at, reading)] : [];
    case 'for_statement':
      return at.type === 'do_group' ? inLoop(parent, reading) : [];
    default:
      return [];
  }
}

function besideInList(list: Syntax, at: Syntax, reading: Reading): Guard[] {
  const left = list.children[0]!;
  const holds = list.children.some((each) => each.type === '&&');
  return left === at ? [] : [guardOf([left], holds, reading)];
}

function guardOf(
  conditions: readonly Syntax[],
  holds: boolean,
  reading: Reading,
  choice?: Pick<Guard, 'choice' | 'branch'>,
): Guard {
  const start = conditions[0]!.start;
  const end = conditions.at(-1)!.end;
  return { text: reading.source.slice(start, end), holds, start, end, ...choice };
}

/** In the branch of an `if`: its condition holds, and those before it do not. */
function inClause(clause: Syntax, at: Syntax, reading: Reading): Guard[] {
  const conditions = conditionsOf(clause);
  if (conditions.length === 0 || conditions.includes(at)) return [];
  const owner = clause.type === 'elif_clause' ? clause.parent! : clause;
  const clauses = owner.children.filter((each) => /^e(lif|lse)_clause$/.test(each.type));
  const branch = /^e(lif|lse)_clause$/.test(at.type) ? clauses.indexOf(at) + 1 : clauses.indexOf(clause) + 1;
  const inOther = clause === owner && /^e(lif|lse)_clause$/.test(at.type);
  const choice = { choice: owner.start, branch };
  const own = guardOf(conditions, !inOther, reading, choice);
  if (!inOther) return [own];
  const between = clauses.slice(0, clauses.indexOf(at)).filter((each) => each.type === 'elif_clause');
  return [own, ...between.map((each) => guardOf(conditionsOf(each), false, reading, choice))];
}

function inArm(statement: Syntax, arm: Syntax, reading: Reading): Guard {
  const value = child(statement, 'value');
  const patterns = childrenIn(arm, 'value').map((each) => reading.source.slice(each.start, each.end));
  const arms = statement.children.filter((each) => each.type === 'case_item');
  const before = arms.slice(0, arms.indexOf(arm)).flatMap((each) => childrenIn(each, 'value'));
  const others = before.map((each) => reading.source.slice(each.start, each.end));
  const isRest = patterns.length === 1 && patterns[0] === '*';
  const subject = value ? reading.source.slice(value.start, value.end) : '';
  return {
    text: `${subject} in ${(isRest ? others : patterns).join('|')}`,
    holds: !isRest,
    start: value?.start ?? statement.start,
    end: value?.end ?? statement.start,
    choice: statement.start,
    branch: arms.indexOf(arm),
  };
}

/** `for site in a b`: the loop's variable is one of the written words. */
function inLoop(loop: Syntax, reading: Reading): Guard[] {
  const values = childrenIn(loop, 'value');
  const words = values.map((each) => wordOf(each, reading.source));
  const variable = child(loop, 'variable');
  if (!variable || words.length === 0 || !words.every((word) => isLiteral(word))) return [];
  const text = `$${reading.source.slice(variable.start, variable.end)} in ${words.map((word) => word.text).join('|')}`;
  return [{ text, holds: true, start: values[0]!.start, end: values.at(-1)!.end }];
}

/** `[ cond ] && return` above: what comes after is reached only where the condition does not hold. */
function earlierEnds(at: Syntax, reading: Reading): Guard[] {
  const { parent } = at;
  if (!parent || parent.type === 'list' || at.field === 'condition') return [];
  return guardsAbove(at, endsIn(parent, reading));
}

const MAY_END = new Set(['if_statement', 'case_statement', 'list']);

const ends = new WeakMap<Syntax['all'], Map<number, readonly End[]>>();

/** The statements of a block behind which only some get. */
function endsIn(block: Syntax, reading: Reading): readonly End[] {
  const inTree = ends.get(block.all) ?? new Map<number, readonly End[]>();
  ends.set(block.all, inTree);
  const known =
    inTree.get(block.index) ??
    block.children.flatMap((statement): End[] => {
      if (!MAY_END.has(statement.type)) return [];
      const guards = endingGuards(statement, reading);
      return guards.length === 0 ? [] : [{ statement, guards }];
    });
  inTree.set(block.index, known);
  return known;
}

function endingGuards(statement: Syntax, reading: Reading): Guard[] {
  if (statement.type === 'if_statement') {
    const single =
      statementsOf(statement).length > 0 && !statement.children.some((each) => /_clause$/.test(each.type));
    const conditions = conditionsOf(statement);
    return single && conditions.length > 0 && leavingOf(statementsOf(statement), reading)
      ? [guardOf(conditions, false, reading)]
      : [];
  }
  if (statement.type === 'case_statement') return armsThatEnd(statement, reading);
  const named = statement.children.filter((each) => each.named);
  const isOr = statement.children.some((each) => each.type === '||');
  return leavingOf(named.slice(-1), reading) ? [guardOf(named.slice(0, 1), isOr, reading)] : [];
}

/** `case $site in a) continue ;; esac`. */
function armsThatEnd(statement: Syntax, reading: Reading): Guard[] {
  const arms = statement.children.filter((each) => each.type === 'case_item');
  const ending = arms.filter((arm) => {
    const patterns = new Set(childrenIn(arm, 'value'));
    return leavingOf(
      statementsOf(arm).filter((each) => !patterns.has(each)),
      reading,
    );
  });
  return ending.map((arm) => {
    const { text, holds, start, end } = inArm(statement, arm, reading);
    return { text, holds: !holds, start, end };
  });
}
