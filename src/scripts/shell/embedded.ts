import { addUse, type Program, type Reading } from '../reading.ts';
import { childOf, enclosing, type Syntax, within } from '../syntax.ts';
import { tokensOf } from '../tokens.ts';
import { isTool } from '../tool-names.ts';
import { type Command, commandOf, isSpoken, sshParts, started } from './command.ts';
import { nestScheduled } from './scheduled.ts';
import { aroundOf } from './steps/read.ts';
import type { Word } from './word.ts';

const SHELLS = /^(ba|da|k|z|a)?sh$/;
const PYTHONS = /^(python3?(\.\d+)?|pypy3?)$/;
/** The first program of a text, where it stands in a place for one. */
const FIRST =
  /^\s*(?:sudo\s+(?:-\w+\s+)*|set\s+-\w+|timeout\s+\d+\w*\s+|for\s+\w+\s+in\b|if\s+|while\s+)?(?:\/\S*\/)?([\w-]+)(?:\s|$)/;
/** A text that starts like this, or goes on like this, is a program for some shell. */
const PROGRAM =
  /^\s*(set -|for \w+ in |if |while |cd |test |\[ )|[;&|]\s*(sudo\s+)?(qm|pct|docker|poweroff|systemctl)\s|^\s*\u{fffc}\s+(start|stop|shutdown|reboot|status|config)\s/u;

/** Programs inside a command: given to `bash -c`, eval, trap or python -c, or to a function that runs it. */
export function readEmbedded(command: Command, reading: Reading): void {
  if (command.name === 'alias') {
    for (const word of command.args) nestAlias(word, reading);
    return;
  }
  const inline = command.args.findIndex((word) => /^-\w*c$/.test(word.text));
  const program = /^(eval|trap)$/.test(command.name) ? command.args[0] : command.args[inline + 1];
  const runs = /^(eval|trap)$/.test(command.name) || (inline >= 0 && SHELLS.test(command.name));
  if (program && runs) nestShell(program, 'string', reading);
  else if (program && inline >= 0 && PYTHONS.test(command.name)) nestPython(program, reading);
  else if (!isSpoken(command.name) || isPiped(command.node)) {
    for (const word of command.args) if (isProgram(word)) nestShell(word, 'string', reading);
    if (isSpoken(command.name)) for (const word of command.args) readSaidLines(word, reading);
  }
}

/** `echo "0 3 * * * ..." | crontab -`. */
function readSaidLines(word: Word, reading: Reading): void {
  const inner = innerText(word.node, reading.source);
  if (inner) nestScheduled(inner, reading.where(word.node).function, reading);
}

/** A string kept in a variable to be run later. */
export function readKeptProgram(word: Word, reading: Reading): void {
  if (isProgram(word)) nestShell(word, 'string', reading);
}

const startsProgram = (text: string): boolean => isTool(FIRST.exec(text)?.[1] ?? '') || PROGRAM.test(text);

function isProgram(word: Word): boolean {
  return (
    /^(string|raw_string|concatenation)$/.test(word.node.type) &&
    /\s/.test(word.text.trim()) &&
    startsProgram(word.text)
  );
}

/** What it says is read by another program, also as a part of `(crontab -l; echo ...) | crontab -`. */
function isPiped(node: Syntax): boolean {
  let part = node;
  while (part.parent && /^(list|subshell|compound_statement|redirected_statement)$/.test(part.parent.type))
    part = part.parent;
  return part.parent?.type === 'pipeline' && part.parent.children.at(-1) !== part;
}

/** What ssh runs at the other end: read here when it is one string, else returned as a command of its own. */
export function readRemote(command: Command, reading: Reading): Command | undefined {
  const { remote } = sshParts(command);
  if (remote.length === 0) return undefined;
  if (remote.length > 1 && !/\s/.test(remote[0]!.text))
    return { node: command.node, ...started(remote), environment: [], redirects: [] };
  for (const word of remote)
    if (remote.length === 1 || /[\s;]/.test(word.text)) nestShell(word, 'ssh', reading);
  return undefined;
}

function nestShell(word: Word, via: 'ssh' | 'string', reading: Reading): void {
  const inner = innerText(word.node, reading.source);
  if (inner)
    reading.nest({
      language: 'shell',
      ...inner,
      via: reading.via === 'ssh' ? 'ssh' : via,
      ...insideOf(word.node, reading),
    });
}

/** What a program gets from the command that runs it; one that is only kept for later gets the function alone. */
function insideOf(node: Syntax, reading: Reading): Pick<Program, 'function' | 'around'> {
  const runner =
    node.type === 'redirected_statement' ? node : enclosing(node, 'command', 'variable_assignment');
  const runs = runner !== undefined && runner.type !== 'variable_assignment';
  return { function: reading.where(node).function, around: runs ? aroundOf(runner, reading) : undefined };
}

/** `alias x='...'`: the quoted part is the program. */
function nestAlias(word: Word, reading: Reading): void {
  const quoted = word.node.children.find((each) => /string$/.test(each.type));
  if (quoted) nestShell({ ...word, node: quoted }, 'string', reading);
}

function nestPython(word: Word, reading: Reading): void {
  const inner = innerText(word.node, reading.source);
  if (inner)
    reading.nest({
      language: 'python',
      ...inner,
      via: 'python',
      ...insideOf(word.node, reading),
    });
}

/** The text between a word's quotes, with escapes blanked so that every offset stays what it was. */
export function innerText(
  node: Syntax,
  source: string,
): { source: string; start: number; end: number } | undefined {
  if (node.end - node.start < 2) return undefined;
  const raw = source.slice(node.start, node.end);
  const quoted = /^["']/.test(raw) ? 1 : 0;
  const blanked = blankEscapes(raw, node.type);
  const text = blanked === raw ? source : source.slice(0, node.start) + blanked + source.slice(node.end);
  return { source: text, start: node.start + quoted, end: node.end - quoted };
}

function blankEscapes(raw: string, type: string): string {
  if (type === 'raw_string') return raw;
  const plain = raw.replace(/'\\''/g, '    ').replace(/\\(["$`\\])/g, ' $1');
  return type === 'concatenation' ? plain.replace(/(?<=.)["']{2}(?=.)/g, '  ') : plain;
}

/** A heredoc, read as what its reader makes of it. */
export function readHeredoc(node: Syntax, reading: Reading): void {
  const body = childOf(node, 'heredoc_body');
  const statement = node.parent;
  if (!body || !statement || body.end <= body.start) return;
  const reader = heredocReader(node, statement, reading);
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
  } else if (reader === 'rows') readRows(body, reading);
  else nestScheduled(span, span.function, reading);
  if (/^(file|program)$/.test(reader))
    addUse(reading, body, {
      context: reader === 'file' ? 'text' : 'output',
      text: reading.source.slice(body.start, body.end),
      command: 'cat',
    });
}

function blankedBody(source: string, body: Syntax): string {
  const blanked = source.slice(body.start, body.end).replace(/\\([$`\\])/g, ' $1');
  return source.slice(0, body.start) + blanked + source.slice(body.end);
}

type HeredocReader = 'python' | 'shell' | 'ssh' | 'rows' | 'file' | 'program' | 'people';

function heredocReader(node: Syntax, statement: Syntax, reading: Reading): HeredocReader {
  const commands = [...commandsAround(node, statement)].flatMap((each) => commandOf(each, reading) ?? []);
  for (const command of commands.reverse()) {
    if (PYTHONS.test(command.name)) return 'python';
    if (command.name === 'ssh') return remoteReader(command);
    if (SHELLS.test(command.name)) return 'shell';
    if (/^(mapfile|readarray)$/.test(command.name)) return 'rows';
  }
  if (
    commands.some((command) => !/^(cat|tee|read|psql|mysql|sqlite3)$/.test(command.name)) &&
    isShellText(node, reading)
  )
    return 'ssh';
  if (statement.children.some((each) => /^(while|for)_statement$/.test(each.type))) return 'rows';
  if (commands.length === 1 && commands[0]!.name === 'read') return 'people';
  if (isObject(node, reading)) return 'program';
  if (isKeptList(node, statement, reading)) return 'rows';
  return goesToFile(headOf(node, statement, reading)) ? 'file' : 'people';
}

/** `HOSTS=$(cat <<EOF`, with one word a line. */
function isKeptList(node: Syntax, statement: Syntax, { source }: Reading): boolean {
  const body = childOf(node, 'heredoc_body');
  const inside = enclosing(statement, 'command_substitution');
  if (!body || inside?.parent?.type !== 'variable_assignment') return false;
  return /^(?:\s*[\w.@:-]+[ \t]*\n)+\s*$/.test(source.slice(body.start, body.end));
}

const SETTINGS = /\.(conf|cfg|ya?ml|json|env|service|timer|hosts|network|rules|sh|list|cron)\b/;

/** `cat > /etc/x.conf`, `tee /etc/hosts`. */
function goesToFile(head: string): boolean {
  if (/(hosts|fstab|exports|crontab|interfaces)\b/.test(head)) return true;
  return head.split('\n').some((line) => {
    const at = line.search(/>|\btee\b/);
    return at >= 0 && SETTINGS.test(line.slice(at));
  });
}

/** JSON that is printed, with its keys in quotes. */
function isObject(node: Syntax, reading: Reading): boolean {
  const body = childOf(node, 'heredoc_body');
  return body !== undefined && /^\s*[{[]\s*[{"]/.test(reading.source.slice(body.start, body.end));
}

/** Lines that only a shell would take, given to something that may well be one: `"${SSH[@]}" "$host"`, `on_host`. */
function isShellText(node: Syntax, reading: Reading): boolean {
  const body = childOf(node, 'heredoc_body');
  if (!body) return false;
  return reading.source.slice(body.start, body.end).split('\n').some(startsProgram);
}

function remoteReader(command: Command): HeredocReader {
  const { remote } = sshParts(command);
  const name = remote[0]?.text.split(/\s/, 1)[0] ?? '';
  if (/python/.test(name) || remote.some((word) => /python3?( -)?$/.test(word.text))) return 'python';
  return name === '' || /sh$|^sudo$|^env$/.test(name) ? 'ssh' : 'people';
}

function* commandsAround(node: Syntax, statement: Syntax): Generator<Syntax> {
  const pipeline = enclosing(statement, 'pipeline');
  const scope = statement.parent?.type === 'pipeline' && pipeline ? pipeline : statement;
  for (const child of scope.children) {
    if (child.type === 'command') yield child;
    if (child === statement || child === node || child.type === 'redirected_statement') {
      for (const each of within(child)) if (each.type === 'command' && each !== child) yield each;
    }
  }
}

function headOf(node: Syntax, statement: Syntax, reading: Reading): string {
  return reading.source.slice(Math.min(statement.start, node.start), node.end).split('\n', 1)[0]!;
}

/** A table that a loop reads line by line. */
function readRows(body: Syntax, reading: Reading): void {
  const text = reading.source.slice(body.start, body.end);
  const tokens = tokensOf(text, body.start);
  const siblings = tokens.map((token) => token.text);
  for (const token of tokens)
    addUse(reading, body, { context: 'list', ...token, siblings, subject: 'row', group: body.start });
}
