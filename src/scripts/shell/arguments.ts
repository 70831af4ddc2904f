import { wordsOfFilter } from '../filter.ts';
import { HOLE } from '../hole.ts';
import { addUse, type Reading } from '../reading.ts';
import { childOf, type Syntax } from '../syntax.ts';
import { isListText, tokensOf } from '../tokens.ts';
import { addAssignment, optionAround } from './assigned.ts';
import { INTERPRETERS } from './calls.ts';
import { type Command, operands, sshParts } from './command.ts';
import { fedBy, inputOf } from './fed.ts';
import { addList } from './list.ts';
import { addArgument, readInterpreted, readPlain } from './plain-arguments.ts';
import { isSearch, searchedBy } from './searched.ts';
import { isLiteral, type Word, wordOf } from './word.ts';

/** The literals that a command gets, by what the command does with them. */
export function readArguments(command: Command, reading: Reading): void {
  const reader = READERS.get(command.name) ?? otherReader(command.name);
  reader(command, reading);
}

function otherReader(name: string): Reader {
  if (isSearch(name)) return readSearch;
  return INTERPRETERS.test(name) ? readInterpreted : readPlain;
}

type Reader = (command: Command, reading: Reading) => void;

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['echo', readSpoken],
  ['printf', readSpoken],
  ['awk', readFilter],
  ['gawk', readFilter],
  ['mawk', readFilter],
  ['yq', readFilter],
  ['jq', readFilter],
  ['gojq', readFilter],
  ['ssh', readSsh],
  ['getopt', readGetopt],
  ['read', readNames],
  ['mapfile', readNames],
  ['readarray', readNames],
  ['set', readSet],
  ['unset', () => undefined],
  ['trap', () => undefined],
  ['eval', () => undefined],
  ['getopts', () => undefined],
  ['exit', () => undefined],
  ['return', () => undefined],
  ['sleep', () => undefined],
  ['shift', () => undefined],
]);

/** What echo and printf write: a value for the caller, a key, or words for people. Which, the text decides. */
function readSpoken(command: Command, reading: Reading): void {
  if (goesToPeople(command, reading)) return;
  const words = command.args.filter(
    (word) => !/^-[neE]+$/.test(word.text) && !/^(%[-\w.]+|\\n|\s|,|\|)*$/.test(word.text),
  );
  const siblings = words.flatMap((word) =>
    tokensOf(word.text.replace(/\\[nt]/g, ' '), 0).map((token) => token.text),
  );
  for (const word of words) {
    addUse(reading, word.node, { context: 'output', text: word.text, command: command.name });
    if (!isLiteral(word)) continue;
    for (const token of tokensOf(word.text.replace(/\\[nt]/g, '  '), word.start)) {
      addUse(reading, word.node, {
        context: 'returned',
        text: token.text,
        siblings,
        group: command.node.start,
        command: command.name,
      });
    }
  }
}

/** Written to standard error, or to a log. */
export function goesToPeople(command: Command, reading: Reading): boolean {
  return command.redirects.some((each) => {
    const text = reading.source.slice(each.start, each.end);
    return /^(1?>&2|>\s*\/dev\/(stderr|tty|null))/.test(text) || (/^>/.test(text) && /log/i.test(text));
  });
}

function readSearch(command: Command, reading: Reading): void {
  const { patterns, places } = searchedBy(command)!;
  for (const word of patterns) {
    const { start, end } = word;
    const isAmongGuests = places.length === 0 && /\d{3}/.test(word.text) && readsGuests(command, reading);
    const subject = isAmongGuests ? 'guests' : undefined;
    const text = anchored(word, command);
    addUse(reading, word.node, { context: 'pattern', text, subject, command: command.name, start, end });
  }
  for (const word of places) addArgument(word, undefined, command, reading);
}

/** `qm list | grep 101`. */
const readsGuests = ({ node }: Command, reading: Reading): boolean =>
  /\b(?:qm|pct)\s+list\b/.test(inputOf(node, reading) ?? '');

/** `-x` and `-w` anchor a word as signs of the pattern itself would. */
function anchored({ text }: Word, { args }: Command): string {
  if (!/^[\w.-]+$/.test(text)) return text;
  const options = args.filter((each) => /^-[A-Za-z]+$/.test(each.text)).map((each) => each.text);
  if (options.some((each) => each.includes('x'))) return `^${text}$`;
  return options.some((each) => each.includes('w')) ? `\\b${text}\\b` : text;
}

/** yq, jq and awk take a program: its literals and its path keys are looked at as such. */
function readFilter(command: Command, reading: Reading): void {
  let programs = 0;
  command.args.forEach((word, at) => {
    const before = textBefore(command, at);
    const named = textBefore(command, at - 1);
    if (/^--(arg|argjson)$/.test(named)) readFilterVariable(word, before, command, reading);
    else if (before === '-v' && /^\w+=/.test(word.text))
      addArgument(word, word.text.split('=', 1)[0], command, reading, word.text.replace(/^\w+=/, ''));
    else if (isProgramFile(before, command.name)) {
      programs++;
      addArgument(word, undefined, command, reading);
    } else if (
      /^--?[a-zA-Z]/.test(word.text) ||
      /^--(arg|argjson|slurpfile|rawfile|indent|front-matter)$/.test(before) ||
      /^--(slurpfile|rawfile)$/.test(named) ||
      /^-[vF]$/.test(before) ||
      (before === '-f' && command.name === 'yq')
    )
      return;
    else if (programs++ === 0 || /^(e|eval|ea|eval-all)$/.test(before))
      addUse(reading, word.node, { context: 'filter', text: word.text, command: command.name });
    else addArgument(word, undefined, command, reading);
  });
}

/** `awk -f x.awk`, `jq -rf x.jq`: the program lies in a file; `-f` of yq is something else. */
export const isProgramFile = (option: string, name: string): boolean =>
  option === '--from-file' || (name !== 'yq' && /^-[a-zA-Z]*f$/.test(option));

/** `--arg s shop '.sites[] | select(.id == $s)'`: the value stands where the program spells its variable. */
function readFilterVariable(word: Word, name: string, command: Command, reading: Reading): void {
  const spelled = new RegExp(`\\$${name}(?!\\w)`, 'g');
  const program = command.args.find((each) => spelled.test(each.text))?.text;
  const subject =
    program &&
    wordsOfFilter(program.replace(spelled, '"$"')).find(
      (each) => each.text === '$' && each.subject !== undefined,
    )?.subject;
  if (subject === undefined || !isLiteral(word)) addArgument(word, `--${name}`, command, reading);
  else
    addUse(reading, word.node, {
      context: 'filter',
      text: `.${subject} == "${word.text}"`,
      command: command.name,
    });
}

function readSsh(command: Command, reading: Reading): void {
  const { host } = sshParts(command);
  if (host) addArgument(host, 'host', command, reading);
  const options = command.args.slice(0, host ? command.args.indexOf(host) : undefined);
  options.forEach((word, at) => {
    if (/^-[Jb]$/.test(textBefore(command, at))) addArgument(word, 'host', command, reading);
  });
}

/** `getopt --long help,site:`: each long name is an option of this parser. */
function readGetopt(command: Command, reading: Reading): void {
  command.args.forEach((word, at) => {
    const inline = /^--long(?:options)?=(.*)/s.exec(word.text)?.[1];
    const long =
      inline ?? (/^(-l|--long|--longoptions)$/.test(textBefore(command, at)) ? word.text : undefined);
    if (long === undefined) return;
    const names = long.split(',').map((name) => `--${name.replace(/(?<!:):+$/, '')}`);
    for (const name of names)
      addUse(reading, word.node, { context: 'flag', text: name, siblings: names, group: 0 });
  });
}

/** `IFS=, read -ra SITES <<< "$2"`: variables that get their value from a line. */
function readNames(command: Command, reading: Reading): void {
  const option = optionAround(command.node, reading);
  const valued = command.name === 'read' ? /^-[dinNptu]$/ : /^-[dnOsuCc]$/;
  for (const word of operands(command.args, valued)) {
    if (!isLiteral(word) || !/^[A-Za-z_]\w*$/.test(word.text)) continue;
    addAssignment(
      command.node,
      word.text,
      {
        from: option ? 'option' : 'command',
        sources: option ?? [],
        text: '',
        fed: fedBy(command.node, reading),
      },
      reading,
    );
  }
}

/** `set -A HOSTS a b`, as ksh spells an array, and `set -- a b`, which fills the arguments. */
function readSet(command: Command, reading: Reading): void {
  const [how, ...rest] = command.args;
  const named = /^[-+]A$/.test(how?.text ?? '');
  if (!named && how?.text !== '--') return;
  const words = named ? rest.slice(1) : rest;
  const siblings = words.map((word) => word.text);
  for (const word of words)
    addUse(reading, word.node, {
      context: 'list',
      text: word.text,
      siblings,
      subject: named ? rest[0]?.text : undefined,
      group: command.node.start,
    });
}

/** `<<< "a b"`: a list for whatever reads it. */
export function readHereString(redirect: Syntax, reading: Reading): void {
  const value = redirect.children.find((each) => each.named);
  const command = redirect.parent && childOf(redirect.parent, 'command_name');
  if (!value) return;
  const { text } = wordOf(value, reading.source);
  if (text.includes(HOLE) || !isListText(text)) return;
  const subject =
    command && /^(read|mapfile|readarray)$/.test(wordOf(command, reading.source).text)
      ? redirect.parent!.children.findLast((each) => each.field === 'argument')
      : undefined;
  addList(value, text, { subject: subject && wordOf(subject, reading.source).text }, reading);
}

/** The argument in front of the one at a place. */
const textBefore = ({ args }: Command, at: number): string => args[at - 1]?.text ?? '';
