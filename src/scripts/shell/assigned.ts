import type { AssignmentFact } from '../facts.ts';
import { addUse, placed, type Reading } from '../reading.ts';
import { child, childOf, childrenIn, enclosing, type Syntax, withinOf } from '../syntax.ts';
import { isListText, tokensOf } from '../tokens.ts';
import { commandOf, isSpoken } from './command.ts';
import { addList } from './list.ts';
import { numbersIn } from './ranges.ts';
import { isCondition } from './steps/clauses.ts';
import { isLiteral, soleVariable, type Word, wordOf } from './word.ts';

/** `site=shop`, `SITES=(shop home)`, `host[shop]=pve`, `: "${X:=y}"` left to the expansion itself. */
export function readAssignment(node: Syntax, reading: Reading): void {
  const target = child(node, 'name');
  if (!target) return;
  const name = childOf(target, 'variable_name') ?? target;
  const variable = reading.source.slice(name.start, name.end);
  const index = child(target, 'index');
  if (index)
    addUse(reading, index, {
      context: 'key',
      text: wordOf(index, reading.source).text,
      subject: variable,
      group: hash(variable),
    });
  else addUse(reading, name, { context: 'variable', text: variable });
  const value = child(node, 'value');
  if (value) readValue(node, value, variable, reading);
}

/** Keys that are set one by one on the same map belong together. */
function hash(name: string): number {
  return -[...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}

function readValue(node: Syntax, value: Syntax, variable: string, reading: Reading): void {
  if (value.type === 'array') {
    readArray(value, variable, reading);
    addAssignment(
      node,
      variable,
      { from: 'literal', sources: [], text: reading.source.slice(value.start, value.end) },
      reading,
    );
    return;
  }
  const word = wordOf(value, reading.source);
  const { from, sources } = originOf(node, word, reading);
  addAssignment(node, variable, { from, sources, text: word.text }, reading);
  if (soleVariable(word) !== undefined) return;
  const absent = absenceAround(node, variable, reading);
  const chosen = absent === undefined && isChoice(node);
  if (isLiteral(word) && isListText(word.text))
    addList(value, word.text, { subject: variable, absent, chosen }, reading);
  else
    addUse(reading, value, {
      context: absent ? 'default' : isLiteral(word) ? 'assigned' : 'text',
      text: word.text,
      subject: variable,
      absent,
      chosen,
    });
}

/** Assigned in one branch of several. */
const isChoice = (node: Syntax): boolean =>
  enclosing(node, 'case_item', 'if_statement', 'list') !== undefined;

function readArray(array: Syntax, variable: string, reading: Reading): void {
  const words = array.children
    .filter((each) => each.named && each.type !== 'comment')
    .map((each) => wordOf(each, reading.source));
  const entries = words.map((word) => ({ word, entry: /^\[([^\]]*)\]=(.*)$/s.exec(word.text) }));
  const siblings = entries.map(({ word, entry }) => entry?.[1] ?? word.text);
  for (const { word, entry } of entries) {
    const shared = { subject: variable, siblings, group: array.start };
    if (!entry) addUse(reading, word.node, { context: 'list', text: word.text, ...shared });
    else {
      addUse(reading, word.node, { context: 'key', text: entry[1]!, ...shared });
      addUse(reading, word.node, { context: 'assigned', text: entry[2]!, subject: variable, filed: true });
    }
  }
}

/** `[ -z "$HOST" ] && HOST=pve`, `if [[ -z ... ]]; then HOST=pve`: a default in two steps. */
function absenceAround(node: Syntax, variable: string, reading: Reading): string | undefined {
  const list = enclosing(node, 'list');
  const condition = list
    ? list.children[0]
    : enclosing(node, 'if_statement', 'elif_clause')?.children.find(isCondition);
  if (!condition || condition.end > node.start) return undefined;
  const text = reading.source.slice(condition.start, condition.end);
  const asksFor = new RegExp(
    `-[zn]\\s+"?\\$\\{?${variable}\\b|"\\$\\{?${variable}\\b[^"]*"\\s*==?\\s*(""|'')`,
  );
  if (asksFor.test(text)) return variable;
  return /\$#|-z\s+"?\$\{?1/.test(text) && !enclosing(node, 'case_item') ? '1' : undefined;
}

type Origin = Pick<AssignmentFact, 'from' | 'sources'>;

function originOf(node: Syntax, word: Word, reading: Reading): Origin {
  if (isLiteral(word)) return { from: 'literal', sources: [word.text] };
  const option = optionAround(node, reading);
  if (option && word.variables.some((name) => /^(\d|OPTARG|@|\*|optarg|arg|val|value)$/i.test(name)))
    return { from: 'option', sources: option };
  if (/^\$\(|^`/.test(reading.source.slice(word.start, word.end).replace(/^"/, '')))
    return { from: 'command', sources: word.variables };
  const positions = word.variables.filter((name) => /^([1-9]\d*|@|\*)$/.test(name));
  if (positions.length === 0) return { from: 'variable', sources: word.variables };
  return { from: enclosing(node, 'function_definition') ? 'argument' : 'positional', sources: positions };
}

/** The options of the parser's arm, or of the `if`, in which a node stands: `--site` of `--site=*)`. */
export function optionAround(node: Syntax, reading: Reading): string[] | undefined {
  const arm = enclosing(node, 'case_item');
  if (arm) {
    const names = childrenIn(arm, 'value').map((each) => wordOf(each, reading.source).text);
    const flags = names.filter((name) => name.startsWith('-')).map((name) => name.replace(/=.*$/s, ''));
    if (flags.length > 0) return [...new Set(flags)];
    if (isGetopts(arm, reading)) return names.map((name) => `-${name}`);
  }
  const branch = enclosing(node, 'if_statement', 'elif_clause');
  const condition = branch?.children.find(isCondition);
  const flag =
    condition && /["'\s](--?[a-z][\w-]*)["'\s=]/.exec(reading.source.slice(condition.start, condition.end));
  return flag ? [flag[1]!] : undefined;
}

export function isGetopts(arm: Syntax, reading: Reading): boolean {
  const loop = enclosing(arm, 'while_statement');
  const condition = loop && child(loop, 'condition');
  return (
    condition !== undefined && /^\s*getopts\b/.test(reading.source.slice(condition.start, condition.end))
  );
}

export function addAssignment(
  node: Syntax,
  variable: string,
  origin: Origin & Pick<AssignmentFact, 'text' | 'fed'>,
  reading: Reading,
): void {
  const { anchor, function: around, statement } = placed(reading, node);
  const { from, sources, text, fed } = origin;
  reading.gathered.assignments.push({
    anchor,
    function: around,
    statement,
    variable,
    from,
    sources,
    text,
    fed,
  });
}

/** `for s in shop home`, `select s in ...`. */
export function readLoop(node: Syntax, reading: Reading): void {
  const name = child(node, 'variable');
  if (!name) return;
  const variable = reading.source.slice(name.start, name.end);
  const words = childrenIn(node, 'value').map((each) => wordOf(each, reading.source));
  const numbers = words.length === 1 ? numbersIn(words[0]!, reading) : [];
  const literals = words.filter(isLiteral);
  const siblings = [
    ...literals.flatMap((word) => tokensOf(word.text, 0)).map((token) => token.text),
    ...numbers,
  ];
  for (const text of numbers)
    addUse(reading, words[0]!.node, {
      context: 'list',
      text,
      subject: variable,
      siblings,
      group: node.start,
    });
  for (const word of words) {
    if (soleVariable(word) !== undefined) continue;
    for (const token of isLiteral(word) ? tokensOf(word.text, word.start) : [word]) {
      addUse(reading, word.node, {
        context: 'list',
        text: token.text,
        subject: variable,
        siblings,
        group: node.start,
      });
    }
  }
  const sources = [...new Set(words.flatMap((word) => word.variables))];
  addAssignment(
    node,
    variable,
    { from: 'item', sources, text: words.map((word) => word.text).join(' ') },
    reading,
  );
}

/** `${site:-shop}`: what is taken when the variable is not set. */
export function readExpansion(node: Syntax, reading: Reading, spoken: ReadonlySet<string>): void {
  if (isInMessage(node, reading, spoken)) return;
  const operator = node.children.find(
    (each) => each.field === 'operator' && /^:?[-=]$/.test(reading.source.slice(each.start, each.end)),
  );
  const name = [...withinOf(node, 'variable_name', 'special_variable_name')][0];
  if (!operator || !name) return;
  const after = node.children.filter((each) => each.start >= operator.end && each.named);
  if (after.length === 0) return;
  const absent = reading.source.slice(name.start, name.end);
  const owner = enclosing(node, 'variable_assignment');
  const target = owner && child(owner, 'name');
  const subject = target && target.end < node.start ? reading.source.slice(target.start, target.end) : absent;
  const text = defaultText(node, operator.end, after, reading);
  const span = { ...after[0]!, end: node.end - 1 };
  if (isListText(text)) addList(span, text, { subject, absent }, reading);
  else addUse(reading, span, { context: 'default', text, subject, absent });
}

/** Inside words for people; what echo writes as a whole is a value for the caller. */
function isInMessage(node: Syntax, reading: Reading, spoken: ReadonlySet<string>): boolean {
  const at = enclosing(node, 'command', 'command_substitution', 'variable_assignment');
  const command = at?.type === 'command' ? commandOf(at, reading) : undefined;
  if (!command || !(spoken.has(command.name) || isSpoken(command.name))) return false;
  return !(
    command.name === 'echo' &&
    command.args.some(
      (word) => soleVariable(word) !== undefined && word.start <= node.start && node.end <= word.end,
    )
  );
}

function defaultText(node: Syntax, from: number, after: readonly Syntax[], reading: Reading): string {
  if (after.length === 1) return wordOf(after[0]!, reading.source).text;
  const raw = reading.source.slice(from, node.end - 1);
  return raw.includes('$')
    ? after.map((each) => wordOf(each, reading.source).text).join('')
    : raw.replace(/["']/g, '');
}
