import { isProse } from '../literal/prose.ts';
import { addUse, oneLine, placed, type Reading, type UseDetail, type Where } from '../reading.ts';
import { child, childOf, enclosing, type Syntax } from '../syntax.ts';
import { isListText, tokensOf } from '../tokens.ts';
import { isRunner } from './calls.ts';
import { readComparison } from './constants.ts';
import { contextOf } from './context.ts';
import { readIdleVerdict } from './idle-verdict.ts';
import { readKeyword } from './keywords.ts';
import { calledName, literalText, nameOf } from './literal.ts';
import { isProgram, nestShell } from './nested.ts';
import { readNoFailure } from './no-failure.ts';
import { readPass, readRaise, readReturned, readVerdict } from './passes.ts';
import { readSteps } from './steps/read.ts';
import { firstFlag } from './target.ts';
import { readArgv } from './tools.ts';

const READERS: Readonly<Record<string, (node: Syntax, reading: Reading) => void>> = {
  string: readString,
  integer: readInteger,
  list: readArgv,
  tuple: readArgv,
  assignment: readAssignment,
  for_statement: readLoop,
  for_in_clause: readLoop,
  function_definition: readFunction,
  class_definition: readClass,
  call: readCall,
  comparison_operator: readComparison,
  keyword_argument: readKeyword,
  return_statement: readReturned,
  raise_statement: readRaise,
};

/** Reads a Python program into facts. */
export function readPython(reading: Reading): void {
  for (const node of reading.nodes) READERS[node.type]?.(node, reading);
  readNoFailure(reading);
  readIdleVerdict(reading);
  readSteps(reading);
}

function readUse(node: Syntax, reading: Reading): void {
  const detail = contextOf(node, reading.source);
  if (detail) addUse(reading, node, detail);
}

/** A number that may be an id; the others are counts, sizes and sleeps. */
function readInteger(node: Syntax, reading: Reading): void {
  if (/^[1-9]\d{2,8}$/.test(reading.source.slice(node.start, node.end))) readUse(node, reading);
}

function readString(node: Syntax, reading: Reading): void {
  const detail = contextOf(node, reading.source);
  if (!detail) return;
  const { text } = detail;
  if (isWordList(detail)) readWordList(node, detail, reading);
  else addUse(reading, node, detail);
  const at = placed(reading, node);
  if (detail.context === 'step')
    reading.gathered.keys.push({ ...at, key: text, by: 'python', expression: at.statement });
  if (/\.(ya?ml|json|md|csv|toml)$/.test(text)) reading.gathered.files.push({ ...at, path: text });
  if (!isProse(detail.subject) && isProgram(node, text, reading)) nestShell(node, reading);
}

/** `SITES = "a b"`, `get("SITES", "a,b")`: a list that is written as one text. */
const isWordList = ({ context, text }: UseDetail): boolean =>
  (context === 'default' || context === 'assigned') &&
  text.length < MOST_LIST &&
  isListText(text) &&
  !/\b(?:a|and|as|at|by|for|from|in|is|of|on|or|the|to|with)\b/i.test(text);

/** A longer text is no list that anybody keeps in one. */
const MOST_LIST = 200;

function readWordList(node: Syntax, detail: UseDetail, reading: Reading): void {
  const siblings = tokensOf(detail.text, 0).map((token) => token.text);
  for (const text of siblings)
    addUse(reading, node, { ...detail, context: 'list', text, siblings, group: node.start });
}

function readAssignment(node: Syntax, reading: Reading): void {
  readVerdict(node, reading);
  const target = child(node, 'left');
  const variable = nameOf(target, reading.source);
  if (!target || variable === undefined) return;
  if (target.type !== 'subscript') addUse(reading, target, { context: 'variable', text: variable });
  const value = child(node, 'right');
  if (!value) return;
  const text = reading.source.slice(value.start, value.end);
  const literal = value.type === 'string' || value.type === 'integer';
  const from = /\bargs\.|argv|parse_args/.test(text)
    ? 'option'
    : literal
      ? 'literal'
      : value.type === 'call'
        ? 'command'
        : 'variable';
  reading.gathered.assignments.push({
    ...placed(reading, node),
    variable,
    from,
    sources: [],
    text: literal ? literalText(value, reading.source) : oneLine(text),
  });
}

function readLoop(node: Syntax, reading: Reading): void {
  const variable = nameOf(child(node, 'left'), reading.source);
  const source = nameOf(child(node, 'right'), reading.source);
  if (variable === undefined || source === undefined) return;
  reading.gathered.assignments.push({
    ...placed(reading, node),
    variable,
    from: 'item',
    sources: [source],
    text: '',
  });
}

function readFunction(node: Syntax, reading: Reading): void {
  const name = nameOf(child(node, 'name'), reading.source);
  if (name === undefined) return;
  reading.gathered.functions.push({
    name,
    start: node.start,
    end: node.end,
    parameters: parametersOf(node, reading),
  });
  addUse(reading, child(node, 'name')!, { context: 'function', text: name });
}

/** What a class is called says what its members are. */
function readClass(node: Syntax, reading: Reading): void {
  const name = child(node, 'name');
  if (name) addUse(reading, name, { context: 'function', text: nameOf(name, reading.source) ?? '' });
}

function parametersOf(definition: Syntax, reading: Reading): string[] {
  const list = child(definition, 'parameters')?.children.filter((each) => each.named) ?? [];
  const names = list.map((each) =>
    each.type === 'identifier' ? each : (child(each, 'name') ?? childOf(each, 'identifier')),
  );
  return names.flatMap((name) => nameOf(name, reading.source) ?? []).filter((name) => name !== 'self');
}

function readCall(node: Syntax, reading: Reading): void {
  const name = calledName(node, reading.source);
  if (/^(self\.)?\w+$/.test(name)) readOwnCall(node, name.replace('self.', ''), reading);
  if (/\.(add_argument|add_option|option)$|^(option|argument)$/.test(name)) readOption(node, reading);
  if (/^(sys\.exit|exit|SystemExit|os\._exit)$/.test(name)) readExit(node, reading);
  readPass(node, reading);
  if (isRunner(name)) readProgramCall(node, reading);
}

function readOption(node: Syntax, reading: Reading): void {
  const list = childOf(node, 'argument_list');
  const names = (list?.children ?? []).flatMap((each) =>
    each.type === 'string' ? [literalText(each, reading.source)] : [],
  );
  const at = placed(reading, node);
  const kept = list?.children.find(
    (each) => each.type === 'keyword_argument' && nameOf(child(each, 'name'), reading.source) === 'default',
  );
  const variable = nameOf(kept && child(kept, 'value'), reading.source);
  reading.gathered.options.push({ ...at, names, variables: variable ? [variable] : [], parser: 0 });
  if (variable)
    reading.gathered.assignments.push({
      ...at,
      variable,
      from: 'option',
      sources: [firstFlag(node, reading.source) ?? ''],
      text: '',
    });
}

function readExit(node: Syntax, reading: Reading): void {
  const argument = childOf(node, 'argument_list')?.children.find((each) => each.named);
  const written = argument ? reading.source.slice(argument.start, argument.end) : '0';
  if (!/^\d+$/.test(written)) return;
  const branch = enclosing(node, 'if_statement', 'elif_clause', 'except_clause');
  const condition = branch && (child(branch, 'condition') ?? branch.children[1]);
  const when = condition ? oneLine(reading.source.slice(condition.start, condition.end)) : '';
  const missingTool = /which\(\s*["']([\w.-]+)/.exec(when)?.[1];
  reading.gathered.exits.push({
    ...placed(reading, node),
    code: Number(written),
    how: 'exit',
    when,
    missingTool,
  });
}

/** A call of what may be a function of the same program. */
function readOwnCall(node: Syntax, name: string, reading: Reading): void {
  const list = childOf(node, 'argument_list')?.children.filter((each) => each.named) ?? [];
  const args = list.map((each) => reading.source.slice(each.start, each.end));
  const open = args.some((arg) => arg.startsWith('*'));
  const told = () => ({ ...placed(reading, node), command: name, args, open, environment: [] });
  reading.gathered.calls.push({ command: name, told });
}

/** A script of the estate that Python starts. */
function readProgramCall(node: Syntax, reading: Reading): void {
  const list = childOf(node, 'argument_list');
  const argv = list?.children.find((each) => each.named);
  if (!argv || !/^(list|tuple)$/.test(argv.type)) return;
  const items = argv.children.filter((each) => each.named);
  const words = items.map((each) =>
    each.type === 'string' ? literalText(each, reading.source) : `$${nameOf(each, reading.source) ?? ''}`,
  );
  const at = words.findIndex((word) => !/^(bash|sh|python3?|sudo|sys\.executable|\$executable)$/.test(word));
  if (at < 0) return;
  const open = items.some(
    (each) => each.type === 'list_splat' || /args|opts|extra/.test(nameOf(each, reading.source) ?? ''),
  );
  const command = words[at]!;
  const args = words.slice(at + 1);
  const told = () => ({ ...placed(reading, node), command, args, open, environment: [] });
  reading.gathered.calls.push({ command, told });
}

export function whereInPython(node: Syntax, source: string): Where {
  const definition = enclosing(node, 'function_definition');
  const name = definition && child(definition, 'name');
  let statement: Syntax = node;
  while (statement.parent && !/_statement$|^(block|module|case_clause)$/.test(statement.type))
    statement = statement.parent;
  const text = source.slice(statement.start, statement.end).split(/\n/, 1)[0]!;
  return { function: name && source.slice(name.start, name.end), statement: oneLine(text) };
}
