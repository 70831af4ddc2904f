import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { VocabularyEntry } from '../../src/scripts/vocabulary.ts';
import { lexiconFor, type Subject, told } from './told.ts';

const FOLDER = 'fixtures/readings';
const entries = parse(readFileSync(`${FOLDER}/vocabulary.yaml`, 'utf8')) as VocabularyEntry[];
const lexicon = lexiconFor(entries);

interface Case {
  readonly title: string;
  readonly source: string;
  readonly expected: readonly string[];
}

/** `subjects`, then cases: a title behind `===`, the script, what is told of it behind `---`. */
function pageOf(file: string): { subjects: Subject[]; cases: Case[] } {
  const [head, ...parts] = readFileSync(`${FOLDER}/${file}`, 'utf8').split(/^=== /m);
  const cases = parts.map((part): Case => {
    const [titled, facts = ''] = part.split(/^---\n/m);
    const end = titled!.indexOf('\n');
    const expected = facts.split('\n').filter((line) => line !== '');
    return { title: titled!.slice(0, end), source: titled!.slice(end + 1).trimEnd(), expected };
  });
  return { subjects: head!.trim().split(/\s+/) as Subject[], cases };
}

const languageOf = (file: string) => (file.includes('python') ? 'python' : 'shell');

/** `npm run readings` writes what is told now: read the difference before you commit it. */
function rewritten(file: string): void {
  const { subjects, cases } = pageOf(file);
  const parts = cases.map(({ title, source }) => {
    const facts = told(source, languageOf(file), subjects, lexicon);
    return `=== ${title}\n${source}\n---\n${facts.map((line) => `${line}\n`).join('')}`;
  });
  writeFileSync(`${FOLDER}/${file}`, [`${subjects.join(' ')}\n`, ...parts].join('\n'));
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
if (process.env.REWRITE) for (const file of files) rewritten(file);

const cases = files.flatMap((file) => {
  const { subjects, cases: own } = pageOf(file);
  return own.map((each) => ({ file, subjects, name: `${file}: ${each.title}`, ...each }));
});

test.each(cases)('$name', ({ file, subjects, source, expected }) => {
  expect(told(source, languageOf(file), subjects, lexicon)).toEqual(expected);
});
