import { addUse, oneLine, placed, type Reading } from '../reading.ts';
import type { Syntax } from '../syntax.ts';
import { child } from '../syntax.ts';
import { readArguments } from './arguments.ts';
import { optionAround, readAssignment, readExpansion, readLoop } from './assigned.ts';
import { readCall } from './calls.ts';
import { type Command, commandOf, isSpoken } from './command.ts';
import { readCase, readTest, readTestCommand } from './compared.ts';
import { readEmbedded, readHeredoc, readKeptProgram, readRemote } from './embedded.ts';
import { readExit } from './exits.ts';
import { readFileName, readKeys, readRedirect } from './reads.ts';
import { readTool } from './tools.ts';
import { functionName, spokenFunctions } from './where.ts';
import { wordOf } from './word.ts';

/** Reads a shell program into facts. */
export function readShell(reading: Reading): void {
  const spoken = spokenFunctions(reading.root, reading.source);
  for (const node of reading.nodes) readNode(node, spoken, reading);
}

function readNode(node: Syntax, spoken: ReadonlySet<string>, reading: Reading): void {
  switch (node.type) {
    case 'command':
      return readCommandNode(node, spoken, reading);
    case 'variable_assignment':
      return readAssigned(node, reading);
    case 'test_command':
    case 'compound_statement':
      return reading.source[node.start] === '[' || reading.source.startsWith('((', node.start)
        ? readTest(node, reading)
        : undefined;
    case 'case_statement':
      return readCase(node, reading);
    case 'case_item':
      return readOptionArm(node, reading);
    case 'for_statement':
      return readLoop(node, reading);
    case 'expansion':
      return readExpansion(node, reading);
    case 'function_definition':
      return readFunction(node, reading);
    case 'heredoc_redirect':
      return readHeredoc(node, reading);
    case 'file_redirect':
      return readRedirect(node, reading);
    default:
  }
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
  readArguments(command, reading);
  if (!isSpoken(command.name) || command.name === 'cat')
    for (const word of command.args) readFileName(word, reading);
  if (command.name !== 'ssh') return readEmbedded(command, reading);
  const remote = readRemote(command, reading);
  if (remote) readCommand(remote, spoken, { ...reading, via: 'ssh' });
}

function readAssigned(node: Syntax, reading: Reading): void {
  readAssignment(node, reading);
  const name = child(node, 'name');
  const value = child(node, 'value');
  if (!name || !value || value.type === 'array') return;
  const word = wordOf(value, reading.source);
  readFileName(word, reading, reading.source.slice(name.start, name.end));
  readKeptProgram(word, reading);
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
  if (command.name !== 'set' || reading.via !== 'direct') return;
  const text = oneLine(command.args.map((word) => word.text).join(' '));
  const { settings } = reading.gathered;
  if (/(^|\s)-\w*e|-o errexit/.test(text)) settings.errexit = true;
  if (/(^|\s)-\w*u|-o nounset/.test(text)) settings.nounset = true;
  if (/pipefail/.test(text) && /-\w*o/.test(text)) settings.pipefail = true;
}
