import { type End, guardsAbove } from '../../earlier-ends.ts';
import type { Reading } from '../../reading.ts';
import type { Guard } from '../../step.ts';
import { child, type Syntax } from '../../syntax.ts';

/** Everything that has to be so for a call to be reached, nearest first; up to the function around it. */
export function guardsOf(node: Syntax, reading: Reading): Guard[] {
  const guards: Guard[] = [];
  for (let at = node; at.parent && at.type !== 'function_definition'; at = at.parent)
    guards.push(...guardsBy(at.parent, at, reading), ...earlierEnds(at, reading));
  return guards;
}

function guardsBy(parent: Syntax, at: Syntax, reading: Reading): Guard[] {
  switch (parent.type) {
    case 'if_statement':
      return inBranch(parent, at, reading);
    case 'elif_clause':
      return at.field === 'consequence' ? [guardOf(parent, true, reading, parent.parent!)] : [];
    case 'conditional_expression':
      return inConditional(parent, at, reading);
    case 'case_clause':
      return at.field === 'consequence' ? [inCase(parent, reading)] : [];
    case 'for_statement':
      return at.field === 'body' ? inLoop(parent, reading) : [];
    default:
      return [];
  }
}

function guardOf(
  clause: Syntax,
  holds: boolean,
  reading: Reading,
  owner: Syntax,
  branch = owner.children.indexOf(clause),
): Guard {
  const condition = child(clause, 'condition') ?? clause;
  return { ...spanOf(condition, reading), holds, choice: owner.start, branch };
}

const spanOf = ({ start, end }: Syntax, reading: Reading) => ({
  text: reading.source.slice(start, end),
  start,
  end,
});

function inBranch(statement: Syntax, at: Syntax, reading: Reading): Guard[] {
  if (at.field === 'consequence') return [guardOf(statement, true, reading, statement, 0)];
  if (at.field !== 'alternative') return [];
  const own = guardOf(statement, false, reading, statement, statement.children.indexOf(at));
  const before = statement.children.filter((each) => each.type === 'elif_clause' && each.start < at.start);
  return [
    own,
    ...before.map((each) => guardOf(each, false, reading, statement, statement.children.indexOf(at))),
  ];
}

/** `a if cond else b`. */
function inConditional(expression: Syntax, at: Syntax, reading: Reading): Guard[] {
  const [value, condition, otherwise] = expression.children.filter((each) => each.named);
  if (!condition || at === condition) return [];
  return [
    {
      ...spanOf(condition, reading),
      holds: at === value,
      choice: expression.start,
      branch: at === otherwise ? 1 : 0,
    },
  ];
}

function inCase(clause: Syntax, reading: Reading): Guard {
  const statement = clause.parent!.parent!;
  const subject = child(statement, 'subject');
  const patterns = clause.children.filter((each) => each.type === 'case_pattern');
  const told = patterns.map((each) => reading.source.slice(each.start, each.end)).join('|');
  const span = subject ?? clause;
  return {
    text: `${reading.source.slice(span.start, span.end)} in ${told}`,
    holds: told !== '_',
    start: span.start,
    end: span.end,
    choice: statement.start,
    branch: clause.parent!.children.indexOf(clause),
  };
}

/** `for site in ("a", "b")`. */
function inLoop(loop: Syntax, reading: Reading): Guard[] {
  const values = child(loop, 'right');
  const variable = child(loop, 'left');
  const items =
    values && /^(list|tuple|set)$/.test(values.type) ? values.children.filter((each) => each.named) : [];
  if (!values || !variable || items.length === 0 || !items.every((each) => each.type === 'string')) return [];
  const told = items.map((each) => reading.source.slice(each.start + 1, each.end - 1)).join('|');
  return [
    {
      ...spanOf(values, reading),
      text: `${reading.source.slice(variable.start, variable.end)} in ${told}`,
      holds: true,
    },
  ];
}

/** `if cond: continue` above. */
function earlierEnds(at: Syntax, reading: Reading): Guard[] {
  const block = at.parent;
  return block && /^(block|module)$/.test(block.type) ? guardsAbove(at, endsIn(block, reading)) : [];
}

const ends = new WeakMap<Syntax, readonly End[]>();

/** The statements of a block behind which only some get. */
function endsIn(block: Syntax, reading: Reading): readonly End[] {
  const known =
    ends.get(block) ??
    block.children.flatMap((statement): End[] => {
      const guard = endingGuard(statement, reading);
      return guard ? [{ statement, guards: [guard] }] : [];
    });
  ends.set(block, known);
  return known;
}

function endingGuard(statement: Syntax, reading: Reading): Guard | undefined {
  if (statement.type !== 'if_statement') return undefined;
  if (statement.children.some((one) => one.field === 'alternative')) return undefined;
  const body = child(statement, 'consequence')?.children;
  const last = body?.findLast((one) => one.named && one.type !== 'comment');
  if (!last || !isEnd(last, reading)) return undefined;
  return { ...spanOf(child(statement, 'condition')!, reading), holds: false };
}

const isEnd = (statement: Syntax, reading: Reading): boolean =>
  /^(return|continue|break|raise)_statement$/.test(statement.type) ||
  /^(sys\.)?exit\(/.test(reading.source.slice(statement.start, statement.end));
