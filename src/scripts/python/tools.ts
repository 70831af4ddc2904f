import { effectOf } from '../effect.ts';
import type { ToolUse } from '../facts.ts';
import { HOLE } from '../hole.ts';
import { placed, type Reading } from '../reading.ts';
import { child, childOf, enclosing, type Syntax } from '../syntax.ts';
import { isTool } from '../tool-names.ts';
import { literalText, nameOf } from './literal.ts';

const POWER_WORD = /^(start|stop|shutdown|reboot|status|suspend|resume|list|destroy)$/;

/** `["ssh", host, "qm", "stop", vmid]`: each program that the argument vector starts. */
export function readArgv(list: Syntax, reading: Reading): void {
  const items = list.children.filter((each) => each.named && each.type !== 'comment');
  const words = items.map((each) => (each.type === 'string' ? literalText(each, reading.source) : HOLE));
  for (let at = 0; at < words.length; at++) {
    const name = words[at]!.slice(words[at]!.lastIndexOf('/') + 1);
    const held = words[at] === HOLE && POWER_WORD.test(words[at + 1] ?? '') && !isTool(words[at + 2] ?? '');
    if (!isTool(name) && !held) continue;
    reading.gathered.tools.push(toolAt(list, items, words, at, reading));
    // What follows ssh may be a program as well; what follows any other program are its arguments.
    if (name !== 'ssh') return;
  }
}

function toolAt(
  list: Syntax,
  items: readonly Syntax[],
  words: readonly string[],
  at: number,
  reading: Reading,
): ToolUse {
  const variable = nameOf(items[at], reading.source);
  const held = words[at] === HOLE;
  const tool = held ? '' : words[at]!.slice(words[at]!.lastIndexOf('/') + 1);
  const verb = words.slice(at + 1).find((word) => !word.startsWith('-')) ?? '';
  const call = enclosing(list, 'call');
  return {
    ...placed(reading, list),
    tool,
    toolVariables: held && variable ? [variable] : [],
    verb: verb === HOLE ? '' : verb,
    args: words.slice(at + 1),
    argVariables: items.slice(at + 1).flatMap((each) => nameOf(each, reading.source) ?? []),
    effect: effectOf(tool, verb),
    via: words.includes('ssh') && tool !== 'ssh' ? 'ssh' : 'python',
    swallowed: call !== undefined && isUnchecked(call, reading),
    tested: call !== undefined && isLookedAt(call),
  };
}

/** Its result goes into a variable, a condition or a return. */
function isLookedAt(call: Syntax): boolean {
  let at = call;
  while (at.parent && !/^(block|module)$/.test(at.parent.type)) {
    if (
      at.field === 'condition' ||
      /^(assignment|comparison_operator|return_statement|not_operator)$/.test(at.parent.type)
    )
      return true;
    at = at.parent;
  }
  return false;
}

/** `subprocess.run([...])` without `check=True`, as a statement of its own: a failure goes nowhere. */
function isUnchecked(call: Syntax, reading: Reading): boolean {
  if (call.parent?.type !== 'expression_statement') return false;
  const name = reading.source.slice(call.children[0]!.start, call.children[0]!.end);
  if (!/(^|\.)(run|call|system|Popen)$/.test(name)) return false;
  const list = childOf(call, 'argument_list');
  const check = list?.children.find(
    (each) => each.type === 'keyword_argument' && nameOf(child(each, 'name'), reading.source) === 'check',
  );
  return !check || !/True/.test(reading.source.slice(check.start, check.end));
}
