import type { Syntax } from '../../syntax.ts';

/** What stands in a block one behind the other, or in a clause with its conditions, but not in the clauses behind it. */
export const statementsOf = (block: Syntax): Syntax[] =>
  block.children.filter((each) => each.named && !/comment|e(lif|lse)_clause/.test(each.type));

export const conditionsOf = (clause: Syntax): Syntax[] => {
  const then = clause.children.find((each) => each.type === 'then');
  return clause.children.filter(
    (each) => each.named && each.type !== 'comment' && then !== undefined && each.end <= then.start,
  );
};

/** Whether a node is asked for its result by an `if`, an `elif`, whose conditions the grammar gives no field, or a loop. */
export const isCondition = (node: Syntax): boolean =>
  node.parent?.type === 'elif_clause' ? conditionsOf(node.parent).includes(node) : node.field === 'condition';

/** What runs where the condition of an `if` fails; undefined when nothing does. */
export function elseOf(clause: Syntax): Syntax[] | undefined {
  const owner = clause.type === 'elif_clause' ? clause.parent! : clause;
  const next = owner.children.find(
    (each) => /e(lif|lse)_clause/.test(each.type) && each.start > clause.start,
  );
  if (!next) return undefined;
  return next.type === 'else_clause' ? statementsOf(next) : [next];
}
