import type { Reading } from '../../reading.ts';
import type { Syntax } from '../../syntax.ts';
import { commandOf, isSpoken } from '../command.ts';

const ENDERS =
  /^_?(die|fail|fatal|abort|bail|bail_out|croak|panic|usage|giveup|give_up)(_|$)|_(die|and_exit|or_die)$/i;

/** How a statement or block leaves what it stands in. */
export interface Leaving {
  readonly by: 'exit' | 'return' | 'break' | 'continue';
  readonly code: string;
}

export const statementsOf = (block: Syntax): Syntax[] =>
  block.children.filter(
    (each) => each.named && each.field !== 'condition' && !/^(comment|e(lif|lse)_clause)$/.test(each.type),
  );

/** Whether what runs here leaves: an exit, a return, a jump out of the round, or a function that is there to end. */
export function leavingOf(statements: readonly Syntax[], reading: Reading): Leaving | undefined {
  const last = statements.at(-1);
  if (!last) return undefined;
  if (/^(compound_statement|subshell)$/.test(last.type)) return leavingOf(statementsOf(last), reading);
  if (last.type === 'redirected_statement') return leavingOf(last.children.slice(0, 1), reading);
  if (last.type !== 'command') return undefined;
  const command = commandOf(last, reading);
  const by = command && (ENDERS.test(command.name) ? 'exit' : command.name);
  if (!command || !/^(exit|return|break|continue)$/.test(by!)) return undefined;
  return { by: by as Leaving['by'], code: ENDERS.test(command.name) ? '1' : (command.args[0]?.text ?? '') };
}

/** Whether a statement only speaks, or does nothing at all. */
export function isOnly(kind: 'nothing' | 'words', node: Syntax, reading: Reading): boolean {
  if (/^(compound_statement|subshell)$/.test(node.type)) {
    const inside = statementsOf(node);
    return (
      inside.length > 0 &&
      inside.every((each) => isOnly(kind, each, reading) || isOnly('nothing', each, reading))
    );
  }
  if (node.type === 'redirected_statement') return isOnly(kind, node.children[0]!, reading);
  const command = node.type === 'command' ? commandOf(node, reading) : undefined;
  if (!command) return false;
  if (kind === 'words') return isSpoken(command.name);
  return (
    /^(true|:)$/.test(command.name) || (/^(exit|return)$/.test(command.name) && command.args[0]?.text === '0')
  );
}

/** The statements of an `if`'s or `elif`'s own branch, after `then`. */
export function branchOf(clause: Syntax): Syntax[] {
  const then = clause.children.find((each) => each.type === 'then');
  return statementsOf(clause).filter((each) => !then || each.start >= then.end);
}

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
    (each) => /^e(lif|lse)_clause$/.test(each.type) && (each.start > clause.start || clause === owner),
  );
  if (!next) return undefined;
  return next.type === 'else_clause' ? statementsOf(next) : [next];
}
