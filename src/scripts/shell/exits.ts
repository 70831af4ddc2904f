import { oneLine, placed, type Reading } from '../reading.ts';
import { enclosing, type Syntax } from '../syntax.ts';
import type { Command } from './command.ts';
import { isCondition } from './steps/clauses.ts';

const MISSING_TOOL =
  /(?:!\s*(?:\w+\s+)?)?(?:command\s+-[vV]|which|type\s+-[pP]|type|hash)\s+(?:-\w+\s+)?["']?(\$\{?\w+\}?|[\w.-]+)/;
const MISSING_FILE = /\[\[?\s*(?:(!)\s*)?-[efrsdx]\s+("[^"]+"|'[^']+'|\S+)\s*\]/;

/** `exit 0`, `return 1`: the code, and what it hangs on. */
export function readExit(command: Command, reading: Reading): void {
  if (command.name !== 'exit' && command.name !== 'return') return;
  const written = command.args[0]?.text ?? '';
  if (!/^\d+$/.test(written)) return;
  const { text, negated } = conditionOf(command.node, reading);
  reading.gathered.exits.push({
    ...placed(reading, command.node),
    code: Number(written),
    how: command.name,
    when: oneLine(text),
    missingTool: negated ? MISSING_TOOL.exec(text)?.[1] : undefined,
    missingFile: missingFile(text, negated),
  });
}

/** The condition that leads to a node, and whether it leads there by failing. */
function conditionOf(node: Syntax, reading: Reading): { text: string; negated: boolean } {
  let at = node;
  while (at.parent && /^(compound_statement|subshell|redirected_statement|list)$/.test(at.parent.type)) {
    const { parent } = at;
    if (parent.type === 'list' && parent.children[0] !== at) return sideOf(parent, at, reading);
    at = parent;
  }
  const branch = enclosing(at, 'if_statement', 'elif_clause', 'case_item', 'while_statement');
  if (!branch) return { text: '', negated: false };
  const inElse = enclosing(at, 'else_clause')?.parent === branch;
  const conditions = branch.children.filter((each) => each.named && isCondition(each));
  const text = conditions.map((each) => reading.source.slice(each.start, each.end)).join(' ');
  return { text, negated: /^\s*!/.test(text) !== inElse };
}

function sideOf(list: Syntax, at: Syntax, reading: Reading): { text: string; negated: boolean } {
  const operator = list.children.find((each) => !each.named && each.end <= at.start);
  const text = reading.source.slice(list.start, operator?.start ?? at.start);
  const fails = operator !== undefined && reading.source.slice(operator.start, operator.end) === '||';
  return { text, negated: fails !== /^\s*!/.test(text) };
}

function missingFile(text: string, negated: boolean): string | undefined {
  const match = MISSING_FILE.exec(text);
  if (!match) return undefined;
  const absent = negated !== (match[1] === '!');
  return absent || (negated && match[1] === undefined) ? match[2]!.replace(/["']/g, '') : undefined;
}
