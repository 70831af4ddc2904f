import { withoutBackslashes } from '../backslashes.ts';
import type { Program, Reading } from '../reading.ts';
import { enclosing, type Syntax } from '../syntax.ts';
import { isTool } from '../tool-names.ts';
import { type Command, isSpoken, sshParts, started } from './command.ts';
import { nestScheduled } from './scheduled.ts';
import { aroundOf } from './steps/read.ts';
import type { Word } from './word.ts';

export const SHELLS = /^(ba|da|k|z|a)?sh$/;
export const PYTHONS = /^(python3?(\.\d+)?|pypy3?)$/;
/** The first program of a text, where it stands in a place for one; the path of an API ends like one. */
const FIRST =
  /^\s*(?:sudo\s+(?:-[ugh]\s+[^\s-]\S*\s+|-\w+\s+)*|set\s+-\w+|timeout\s+\d+\w*\s+|for\s+\w+\s+in\b|if\s+|while\s+)?(?:(?!\S*\/(?:nodes|status)\/)\/\S*\/)?([\w-]+)(?:\s|$)/;
/** A text that starts like this, or goes on like this, is a program for some shell. */
const PROGRAM =
  /^\s*(set -|for \w+ in |if |while |cd |test |\[ )|[;&|]\s*(sudo\s+)?(qm|pct|docker|poweroff|systemctl)\s|^\s*\u{fffc}\s+(start|stop|shutdown|reboot|status|config)\s/u;

/** Programs inside a command: given to `bash -c`, eval, trap or python -c, or to a function that runs it. */
export function readEmbedded(command: Command, reading: Reading): void {
  if (command.name === 'alias') {
    for (const word of command.args) nestAlias(word, reading);
    return;
  }
  const inline = command.args.findIndex((word) => /^-[^\Wc]*c\w*$/.test(word.text));
  const program = /^(eval|trap)$/.test(command.name) ? command.args[0] : command.args[inline + 1];
  const runs =
    /^(eval|trap)$/.test(command.name) ||
    (inline >= 0 && (SHELLS.test(command.name) || command.name === 'su'));
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

export const startsProgram = (text: string): boolean =>
  isTool(FIRST.exec(text)?.[1] ?? '') || PROGRAM.test(text);

function isProgram(word: Word): boolean {
  return (
    /string|concatenation/.test(word.node.type) &&
    !word.text.trim().split(/\s+/).every(isTool) &&
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
      ...unwrapped(inner),
      via: reading.via === 'ssh' ? 'ssh' : via,
      ...insideOf(word.node, reading),
    });
}

/** What a program gets from the command that runs it; one that is only kept for later gets the function alone. */
export function insideOf(node: Syntax, reading: Reading): Pick<Program, 'function' | 'around'> {
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

type Inner = Pick<Program, 'source' | 'start' | 'end'>;

/** The text between a word's quotes, with escapes blanked so that every offset stays what it was. */
export function innerText(node: Syntax, source: string): Inner | undefined {
  if (node.end - node.start < 2) return undefined;
  const raw = source.slice(node.start, node.end);
  const before = /^\$?["']/.exec(raw)?.[0].length ?? 0;
  const blanked = blankEscapes(raw, node.type);
  const text = blanked === raw ? source : source.slice(0, node.start) + blanked + source.slice(node.end);
  return { source: text, start: node.start + before, end: node.end - Math.min(before, 1) };
}

/** `ssh h bash -c "'...'"`: quotes for the shell at the other end, which only then gets at the program. */
function unwrapped(inner: Inner): Inner {
  const { source, start, end } = inner;
  const text = source.slice(start, end).trim();
  const quote = /^['"]/.exec(text)?.[0];
  if (quote === undefined || text.indexOf(quote, 1) !== text.length - 1) return inner;
  const from = source.indexOf(quote, start) + 1;
  return { source, start: from, end: from + text.length - 2 };
}

function blankEscapes(raw: string, type: string): string {
  if (type === 'raw_string') return raw;
  const plain = withoutBackslashes(commandsKept(raw.replace(/'\\''/g, '    ')), /\\(["$`\\])/g);
  return type === 'concatenation' ? plain.replace(/(?<=.)["']{2}(?=.)/g, '  ') : plain;
}

/** A command that the other shell runs stays a part of its word: `/nodes/\$(hostname)/lxc`. */
export const commandsKept = (text: string): string => text.replace(/(?<!\\)\\\$\((?!\()/g, '$( ');
