import { beforeAll, describe, expect, test } from 'vitest';
import { prepare } from '../../src/cli/judge.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { namesOf } from '../properties/renaming.ts';
import { type Source, sourcesBelow } from './sources.ts';

/** Words that are an id in a sample estate and at the same time a word of the trade; all exceptions stand here. */
const WORDS_OF_THE_TRADE = new Set(['pve', 'lamp', 'desk']);

/** Phrases in which such a word means no place of an estate. */
const PHRASES = [
  /\bhome directory/g,
  /home\\?\.arpa/g,
  /\bHOME\b/g,
  /bmc\|ipmi\|idrac\|ilo/g,
  /idrac bmc ilo/g,
];

/** The people of the operator's and of the sample estates. */
const PEOPLE = ['@operator', '@keeper', 'pihole', 'idrac'];

const ESTATES = ['two-sites', 'three-sites', 'two-sites-gapped', 'odd-shapes'];

let names: readonly string[] = [];

beforeAll(async () => {
  const found = await Promise.all(
    ESTATES.map(async (name) =>
      namesOf((await prepare(diskTree(`fixtures/estates/${name}`), name, undefined)).estate),
    ),
  );
  names = [...new Set([...found.flat(), ...PEOPLE])].filter((name) => !WORDS_OF_THE_TRADE.has(name));
});

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\\/])\/\/.*$/gm;
const LITERAL =
  /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|(?<=[=(,:!&|?[{;\s])\/(?![/*\s])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*/g;

/** `<file>: <literal>` for each literal of the code that holds one of the names as a word. */
function naming(source: Source, code: string): string[] {
  const words = names.map((name) => name.replace(/[^A-Za-z0-9]/g, '\\$&')).join('|');
  const named = new RegExp(`(?<![A-Za-z0-9])(?:${words})(?![A-Za-z0-9])`);
  const literals = code.replace(COMMENT, '').match(LITERAL) ?? [];
  return literals
    .filter((literal) => named.test(PHRASES.reduce((text, phrase) => text.replace(phrase, ''), literal)))
    .map((literal) => `${source.path}: ${literal.slice(0, 80)}`);
}

/** A gate file without its examples, and without the texts above it that only its examples use. */
function law(text: string): string {
  const start = text.search(/^ {2}examples: \{/m);
  const head = start < 0 ? text : text.slice(0, start);
  return head.replace(/^(?:const|function) (\w+)(?:.*;$|[\s\S]*?^.*[;}]$)/gm, (part, name: string) =>
    new RegExp(`\\b${name}\\b`).test(head.replace(part, '')) ? part : '',
  );
}

describe('no site, host or person of a sample estate is spelled', () => {
  test('in src', () => {
    expect(sourcesBelow('src').flatMap((source) => naming(source, source.text))).toEqual([]);
  });

  test('in gates, outside the examples', () => {
    expect(sourcesBelow('gates').flatMap((source) => naming(source, law(source.text)))).toEqual([]);
  });
});
