import { addUse, type Reading } from '../reading.ts';
import { childOf, enclosing, type Syntax, within } from '../syntax.ts';
import { tokensOf } from '../tokens.ts';
import { type Command, commandOf, sshParts } from './command.ts';
import { commandsKept, insideOf, PYTHONS, SHELLS, startsProgram } from './embedded.ts';
import { nestScheduled } from './scheduled.ts';

/** A heredoc, read as what its reader makes of it. */
export function readHeredoc(node: Syntax, reading: Reading): void {
  const body = childOf(node, 'heredoc_body');
  const statement = node.parent;
  if (!body || !statement) return;
  const text = reading.source.slice(body.start, body.end);
  const reader = readerOf(text, node, statement, reading);
  const span = {
    source: reading.source,
    start: body.start,
    end: body.end,
    ...insideOf(statement, reading),
  };
  if (reader === 'python') reading.nest({ language: 'python', ...span, via: 'python' });
  else if (reader === 'shell' || reader === 'ssh') {
    const quoted = /["'\\]/.test(reading.source.slice(node.start, body.start).split('\n', 1)[0]!);
    const source = quoted ? reading.source : blankedBody(reading.source, body);
    reading.nest({ language: 'shell', ...span, source, via: reader === 'ssh' ? 'ssh' : 'string' });
  } else if (reader === 'rows') readRows(body, text, reading);
  else nestScheduled(span, span.function, reading);
  if (reader === 'file' || reader === 'program')
    addUse(reading, body, { context: reader === 'file' ? 'text' : 'output', text, command: 'cat' });
}

function blankedBody(source: string, body: Syntax): string {
  const blanked = commandsKept(source.slice(body.start, body.end)).replace(/\\([$`\\])/g, ' $1');
  return source.slice(0, body.start) + blanked + source.slice(body.end);
}

type HeredocReader = 'python' | 'shell' | 'ssh' | 'rows' | 'file' | 'program' | 'people';

function readerOf(text: string, node: Syntax, statement: Syntax, reading: Reading): HeredocReader {
  const commands = [...readersOf(node, statement)].flatMap((each) => commandOf(each, reading) ?? []);
  for (const command of commands) {
    if (PYTHONS.test(command.name)) return 'python';
    if (command.name === 'ssh') return remoteReader(command);
    if (SHELLS.test(command.name)) return 'shell';
    if (/^(mapfile|readarray)$/.test(command.name)) return 'rows';
  }
  if (commands.some(({ name }) => !KEEPERS.has(name)) && isShellText(text)) return 'ssh';
  if (statement.children.some((each) => /while|for/.test(each.type))) return 'rows';
  if (isObject(text)) return 'program';
  if (isKeptList(text, statement)) return 'rows';
  return goesToFile(headOf(node, statement, reading)) ? 'file' : 'people';
}

/** They keep or show what they are given, or are asked it as a query. */
const KEEPERS = new Set(['cat', 'tee', 'read', 'psql', 'mysql', 'sqlite3']);

/** The command that is given the document, and those that it is piped into. */
function* readersOf(node: Syntax, statement: Syntax): Generator<Syntax> {
  const given = statement.children[0]!;
  const last = given.type === 'pipeline' ? given.children.at(-1)! : given;
  if (last.type === 'command') yield last;
  const piped = childOf(node, 'pipeline');
  if (piped) for (const each of within(piped)) if (each.type === 'command') yield each;
}

/** `HOSTS=$(cat <<EOF`, with one word a line. */
function isKeptList(text: string, statement: Syntax): boolean {
  const inside = enclosing(statement, 'command_substitution');
  return inside?.parent?.type === 'variable_assignment' && /^(?:\s*[\w.@:-]+[ \t]*\n)+\s*$/.test(text);
}

const HELD_BY_NAME = /(hosts|fstab|exports|crontab|interfaces)\b/;
const SETTINGS = /\.(conf|cfg|ya?ml|json|env|service|timer|hosts|network|rules|sh|list|cron)\b/;

/** `cat > /etc/x.conf`, `tee /etc/hosts`. */
function goesToFile(head: string): boolean {
  const at = head.search(/>|\btee\b/);
  return HELD_BY_NAME.test(head) || (at >= 0 && SETTINGS.test(head.slice(at)));
}

/** JSON that is printed, with its keys in quotes. */
const isObject = (text: string): boolean => /^\s*[{[]\s*[{"]/.test(text);

/** Lines that only a shell would take, given to something that may well be one: `"${SSH[@]}" "$host"`, `on_host`. */
const isShellText = (text: string): boolean => text.split('\n').some(startsProgram);

function remoteReader(command: Command): HeredocReader {
  const { remote } = sshParts(command);
  const name = remote[0]?.text.split(/\s/, 1)[0] ?? '';
  if (/python/.test(name) || remote.some((word) => /python3?( -)?$/.test(word.text))) return 'python';
  return name === '' || /sh$|^sudo$|^env$/.test(name) ? 'ssh' : 'people';
}

function headOf(node: Syntax, statement: Syntax, reading: Reading): string {
  return reading.source.slice(Math.min(statement.start, node.start), node.end).split('\n', 1)[0]!;
}

/** A table that a loop reads line by line. */
function readRows(body: Syntax, text: string, reading: Reading): void {
  const tokens = tokensOf(text, body.start);
  const siblings = tokens.map((token) => token.text);
  for (const token of tokens)
    addUse(reading, body, { context: 'list', ...token, siblings, subject: 'row', group: body.start });
}
