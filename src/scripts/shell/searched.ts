import { oncePer } from '../../once/once-per.ts';
import type { Command } from './command.ts';
import type { Word } from './word.ts';

/** What a search is told. */
export interface Searched {
  /** What it looks for; of `--regexp=x` the part behind the sign. */
  readonly patterns: readonly Word[];
  /** What it looks into, and what it takes further patterns from. */
  readonly places: readonly Word[];
}

/** Letters of the short options that a value follows, or is joined to. */
const VALUED: ReadonlyMap<string, string> = new Map([
  ['grep', 'ABCDdefm'],
  ['rg', 'ABCEMTdefgjmrt'],
  ['ag', 'ABCGgm'],
  ['sed', 'efl'],
]);
const LONG =
  /^--(regexp|expression|file|after-context|before-context|context|max-count|directories|devices|label|glob|iglob|type|type-not|replace|max-depth|threads|line-length)(?:=(.*))?$/s;
/** Options that many write with a value apart although grep wants it joined. */
const FILES = /^--(include|exclude|exclude-dir|exclude-from)$/;

/** The programs that look for a pattern, by what their options are called. */
const searchOf = (name: string): string | undefined =>
  /^(e|f|z|bz|xz)?grep$/.test(name) ? 'grep' : VALUED.has(name) ? name : undefined;

export const isSearch = (name: string): boolean => searchOf(name) !== undefined;

/** Undefined for a program that searches nothing. Its patterns, its keys and its files are asked for apart. */
export const searchedBy = oncePer(({ name, args }: Command): Searched | undefined => {
  const letters = VALUED.get(searchOf(name) ?? '');
  if (letters === undefined) return undefined;
  const patterns: Word[] = [];
  const rest: Word[] = [];
  let isGiven = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word.text === '--') {
      rest.push(...args.slice(at + 1));
      break;
    }
    const option = optionOf(word.text, letters);
    // `sed -i '' s/a/b/ f`: no ending for the copy that is kept.
    if (option === undefined && (word.text !== '' || name !== 'sed')) rest.push(word);
    if (!option?.name) continue;
    const value = option.value === undefined ? args[++at] : endOf(word, option.value);
    isGiven ||= /^(e|f|regexp|expression|file)$/.test(option.name);
    if (!value) break;
    if (/^(e|regexp|expression)$/.test(option.name)) patterns.push(value);
    else if (/^(f|file)$/.test(option.name)) rest.push(value);
  }
  const [first, ...places] = rest;
  return isGiven || !first ? { patterns, places: rest } : { patterns: [first], places };
});

const endOf = (word: Word, text: string): Word => ({ ...word, text, start: word.end - text.length });

interface Option {
  /** Of the option that takes a value; undefined where the word takes none. */
  readonly name?: string | undefined;
  /** The value that is joined to it. */
  readonly value?: string | undefined;
}

function optionOf(text: string, letters: string): Option | undefined {
  if (!/^-./.test(text)) return undefined;
  if (FILES.test(text)) return { name: 'include' };
  if (text.startsWith('--')) {
    const [, name, value] = LONG.exec(text) ?? [];
    return { name, value };
  }
  const at = [...text].findIndex((letter, place) => place > 0 && letters.includes(letter));
  if (at < 0) return {};
  return { name: text[at], value: text.slice(at + 1) || undefined };
}
