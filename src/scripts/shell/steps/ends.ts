import type { Reading } from '../../reading.ts';
import type { Syntax } from '../../syntax.ts';
import { commandOf, isSpoken } from '../command.ts';
import { statementsOf } from './clauses.ts';
import { isErrexit } from './errexit.ts';

const ENDERS =
  /^_?(die|fail|fatal|abort|bail|bail_out|croak|panic|usage|giveup|give_up)(_|$)|_(die|and_exit|or_die)$/i;

/** How a statement or block leaves what it stands in. */
export interface Leaving {
  readonly by: 'exit' | 'return' | 'break' | 'continue';
  readonly code: string;
}

/** Whether what runs here leaves: an exit, a return, a jump out of the round, or a function that is there to end. */
export function leavingOf(statements: readonly Syntax[], reading: Reading): Leaving | undefined {
  const last = statements.at(-1);
  if (!last) return undefined;
  if (last.type === 'compound_statement') return leavingOf(statementsOf(last), reading);
  if (last.type === 'subshell') return leavingBySubshell(last, reading);
  if (last.type === 'redirected_statement') return leavingOf(last.children.slice(0, 1), reading);
  const command = commandOf(last, reading);
  const by = command && (ENDERS.test(command.name) ? 'exit' : command.name);
  if (!command || !/^(exit|return|break|continue)$/.test(by!)) return undefined;
  return { by: by as Leaving['by'], code: ENDERS.test(command.name) ? '1' : (command.args[0]?.text ?? '') };
}

/** An exit in a shell of its own fails that statement, which ends the script under `set -e` alone. */
function leavingBySubshell(node: Syntax, reading: Reading): Leaving | undefined {
  const leaving = leavingOf(statementsOf(node), reading);
  return leaving?.by === 'exit' && !/^0?$/.test(leaving.code) && isErrexit(node, reading)
    ? leaving
    : undefined;
}

/** Whether a statement only speaks, or does nothing at all. */
export function isOnly(kind: 'nothing' | 'words', node: Syntax, reading: Reading): boolean {
  if (/compound_statement|subshell/.test(node.type)) {
    const inside = statementsOf(node);
    return inside.every((each) => isOnly(kind, each, reading) || isOnly('nothing', each, reading));
  }
  if (node.type === 'redirected_statement') return isOnly(kind, node.children[0]!, reading);
  const command = commandOf(node, reading);
  if (!command) return false;
  if (kind === 'words') return isSpoken(command.name);
  return (
    command.name === 'true' ||
    command.name === ':' ||
    (/^(exit|return)$/.test(command.name) && command.args[0]?.text === '0')
  );
}
