import { effectOf } from '../effect.ts';
import type { ToolUse } from '../facts.ts';
import { HOLE } from '../hole.ts';
import { placed, type Reading } from '../reading.ts';
import type { Syntax } from '../syntax.ts';
import { isTool } from '../tool-names.ts';
import { type Command, operands } from './command.ts';
import { isTested } from './compared.ts';

const POWER_WORD = /^(start|stop|shutdown|reboot|status|suspend|resume|list|destroy)$/;
const TOOL_VALUED = /^(-o|-c|-p|--timeout|--output-format)$/;

/** A program that reads or changes the state of guests and nodes. */
export function readTool(command: Command, reading: Reading): void {
  const variable = command.name === HOLE ? command.program.variables : [];
  const known = isTool(command.name) || command.name === 'gates';
  const verb = operands(command.args, TOOL_VALUED)[0]?.text ?? '';
  if (!known && !(variable.length > 0 && POWER_WORD.test(verb))) return;
  reading.gathered.tools.push({
    ...placed(reading, command.node),
    tool: known ? command.name : '',
    toolVariables: variable,
    verb: verb.includes(HOLE) ? '' : verb,
    args: command.args.map((word) => word.text),
    argVariables: command.args.flatMap((word) => word.variables),
    effect: effectOf(command.name, verb),
    via: reading.via,
    ...fate(command.node, reading),
  });
}

/** What becomes of the exit code: looked at, thrown away, or left to `set -e`. */
export function fate(node: Syntax, reading: Reading): Pick<ToolUse, 'swallowed' | 'tested'> {
  return { swallowed: isSwallowed(node, reading), tested: isTested(node) };
}

function isSwallowed(node: Syntax, reading: Reading): boolean {
  let at: Syntax = node;
  while (
    at.parent &&
    /^(redirected_statement|pipeline|list|negated_command|heredoc_redirect|subshell|compound_statement)$/.test(
      at.parent.type,
    )
  ) {
    const { parent } = at;
    if (parent.type === 'list' && parent.children[0] === at) {
      const tail = reading.source.slice(at.end, parent.end).trim();
      if (/^\|\|\s*(true|:|\/bin\/true|exit 0|return 0|echo\b|printf\b|warn\b|log)/.test(tail)) return true;
    }
    at = parent;
  }
  return false;
}
