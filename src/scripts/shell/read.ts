import { isProse } from '../literal/prose.ts';
import { addUse, oneLine, placed, type Reading } from '../reading.ts';
import type { Syntax } from '../syntax.ts';
import { child, enclosing } from '../syntax.ts';
import { readArguments, readHereString } from './arguments.ts';
import { optionAround, readAssignment, readExpansion, readLoop } from './assigned.ts';
import { readCall } from './calls.ts';
import { type Command, commandOf, isSpoken } from './command.ts';
import { readCase, readTest, readTestCommand } from './compared.ts';
import { readEmbedded, readKeptProgram, readRemote } from './embedded.ts';
import { readExit } from './exits.ts';
import { readHeredoc } from './heredoc.ts';
import { readPasses } from './pass/read.ts';
import { readFileName, readKeys, readRedirect } from './reads.ts';
import { searchedBy } from './searched.ts';
import { OWN_SHELLS } from './steps/errexit.ts';
import { readSteps } from './steps/read.ts';
import { readTool } from './tools.ts';
import { functionName, spokenFunctions } from './where.ts';
import { wordOf } from './word.ts';

type NodeReader = (node: Syntax, reading: Reading) => void;

const READERS: Readonly<Record<string, NodeReader>> = {
  variable_assignment: readAssigned,
  test_command: readTest,
  compound_statement: readArithmetic,
  case_statement: readCase,
  case_item: readOptionArm,
  for_statement: readItems,
  function_definition: readFunction,
  heredoc_redirect: readHeredoc,
  herestring_redirect: readHereString,
  file_redirect: readRedirect,
};

/** Reads a shell program into facts. */
export function readShell(reading: Reading): void {
  const spoken = spokenFunctions(reading.root, reading.source);
  for (const node of reading.nodes) {
    if (node.type === 'command') readCommandNode(node, spoken, reading);
    else if (node.type === 'expansion') readExpansion(node, reading, spoken);
    else READERS[node.type]?.(node, reading);
  }
  readPasses(reading);
  readSteps(reading);
}

/** `((x == 1))` parses as a block of commands. */
function readArithmetic(node: Syntax, reading: Reading): void {
  if (reading.source.startsWith('((', node.start)) readTest(node, reading);
}

function readCommandNode(node: Syntax, spoken: ReadonlySet<string>, reading: Reading): void {
  const command = commandOf(node, reading);
  if (!command) return;
  if (command.name === 'test' || command.name === '[') readTestCommand(command, reading);
  else readCommand(command, spoken, reading);
}

function readCommand(command: Command, spoken: ReadonlySet<string>, reading: Reading): void {
  const own =
    spoken.has(command.name) || (isSpoken(command.name) && !/^(echo|printf|cat)$/.test(command.name));
  readExit(command, reading);
  readSettings(command, reading);
  if (own) return;
  if (command.program.text.includes('/'))
    addUse(reading, command.program.node, { context: 'text', text: command.program.text });
  readTool(command, reading);
  readKeys(command, reading);
  readCall(command, reading);
  for (const word of command.settings) addUse(reading, word.node, { context: 'argument', text: word.text });
  readArguments(command, reading);
  if (!isSpoken(command.name) || command.name === 'cat')
    for (const word of searchedBy(command)?.places ?? command.args) readFileName(word, reading);
  if (command.name === 'ssh') {
    const remote = readRemote(command, reading);
    if (remote) readCommand(remote, spoken, { ...reading, via: 'ssh' });
  } else readEmbedded(command, reading);
}

function readAssigned(node: Syntax, reading: Reading): void {
  readAssignment(node, reading);
  const name = child(node, 'name');
  const value = child(node, 'value');
  if (!name || !value) return;
  const items = value.type === 'array' ? value.children.filter((each) => each.named) : [value];
  const words = items.map((each) => wordOf(each, reading.source));
  for (const word of words) readFileName(word, reading, reading.source.slice(name.start, name.end));
  if (value.type !== 'array' && !isProse(reading.source.slice(name.start, name.end)))
    readKeptProgram(words[0]!, reading);
}

/** `for file in "$BINDINGS"/*.yaml`. */
function readItems(node: Syntax, reading: Reading): void {
  readLoop(node, reading);
  const variable = child(node, 'variable');
  const items = node.children.filter((each) => each.field === 'value' && each.named);
  for (const item of items)
    readFileName(
      wordOf(item, reading.source),
      reading,
      variable && reading.source.slice(variable.start, variable.end),
    );
}

/** `--site|-s) SITE="$2"`: an option of the script and the variables it sets. */
function readOptionArm(node: Syntax, reading: Reading): void {
  const inside = node.children.find((each) => each.named && each.field === '');
  const names = inside && optionAround(inside, reading);
  if (!names || !node.parent) return;
  const variables = node.children.flatMap((each) =>
    each.type === 'variable_assignment' && child(each, 'name') ? [child(each, 'name')!] : [],
  );
  reading.gathered.options.push({
    ...placed(reading, node),
    names,
    variables: variables.map((each) => reading.source.slice(each.start, each.end)),
    parser: node.parent.start,
  });
}

function readFunction(node: Syntax, reading: Reading): void {
  const name = functionName(node, reading.source);
  reading.gathered.functions.push({ name, start: node.start, end: node.end, parameters: [] });
  const named = child(node, 'name');
  if (named) addUse(reading, named, { context: 'function', text: name });
}

function readSettings(command: Command, reading: Reading): void {
  if (command.name !== 'set' || reading.via !== 'direct' || enclosing(command.node, ...OWN_SHELLS)) return;
  const text = oneLine(command.args.map((word) => word.text).join(' '));
  const { settings } = reading.gathered;
  if (/(^|\s)-\w*e|-o errexit/.test(text)) settings.errexit = true;
  if (/(^|\s)-\w*u|-o nounset/.test(text)) settings.nounset = true;
  if (/pipefail/.test(text) && /-\w*o/.test(text)) settings.pipefail = true;
}
