import type { Reading } from '../../reading.ts';
import type { Step } from '../../step.ts';
import { enclosing, type Syntax } from '../../syntax.ts';

import { conditionsOf, elseOf, statementsOf } from './clauses.ts';
import { leavingOf } from './ends.ts';

type Leaves = Step['leaves'];

/** The nearest loop in the same function. */
export function loopAround(node: Syntax): Syntax | undefined {
  const loop = enclosing(
    node,
    'while_statement',
    'for_statement',
    'c_style_for_statement',
    'function_definition',
  );
  return loop?.type === 'function_definition' ? undefined : loop;
}

/** Whether a command's failure, or its success, is what ends the loop around it. */
export function leavesOf(node: Syntax, reading: Reading): Leaves {
  let turned = false;
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'negated_command') turned = !turned;
    else if (parent.type === 'while_statement') return byCondition(at, parent, turned, reading);
    else if (/^(if_statement|elif_clause)$/.test(parent.type)) return byBranch(at, parent, turned, reading);
    else if (parent.type === 'list') {
      const found = beside(at, parent, turned, reading);
      if (found) return found;
    } else if (!handsOn(parent, at)) return undefined;
  }
  return undefined;
}

/** Whether the result of what stands around a node is that of the node. */
function handsOn(parent: Syntax, at: Syntax): boolean {
  if (parent.type === 'pipeline') return parent.children.at(-1) === at;
  if (parent.type === 'subshell') return statementsOf(parent).at(-1) === at;
  return parent.type === 'redirected_statement';
}

function byCondition(at: Syntax, loop: Syntax, turned: boolean, reading: Reading): Leaves {
  if (at.field !== 'condition') return undefined;
  const isUntil = reading.source.startsWith('until', loop.start);
  return { loop: loop.start, on: isUntil === turned ? 'failure' : 'success' };
}

/** `if ! ssh host true; then break; fi`. */
function byBranch(at: Syntax, clause: Syntax, turned: boolean, reading: Reading): Leaves {
  const loop = loopAround(clause);
  if (!loop || !conditionsOf(clause).includes(at)) return undefined;
  if (jumps(statementsOf(clause), reading)) return { loop: loop.start, on: turned ? 'failure' : 'success' };
  const otherwise = elseOf(clause);
  return otherwise && jumps(otherwise, reading)
    ? { loop: loop.start, on: turned ? 'success' : 'failure' }
    : undefined;
}

/** `ssh host true || break`. */
function beside(at: Syntax, list: Syntax, turned: boolean, reading: Reading): Leaves {
  const loop = loopAround(list);
  const named = list.children.filter((each) => each.named);
  if (!loop || named[0] !== at || !jumps(named.slice(1), reading)) return undefined;
  const isOr = list.children.some((each) => each.type === '||');
  return { loop: loop.start, on: isOr === turned ? 'success' : 'failure' };
}

/** Out of the loop with success: what was waited for is believed. */
function jumps(statements: readonly Syntax[], reading: Reading): boolean {
  const leaving = leavingOf(statements, reading);
  if (!leaving || leaving.by === 'continue') return false;
  return leaving.by === 'break' || /^0?$/.test(leaving.code);
}
