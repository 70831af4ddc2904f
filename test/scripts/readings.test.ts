import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { VocabularyEntry } from '../../src/scripts/vocabulary.ts';
import { readPage, rewritePage } from '../pages.ts';
import { lexiconFor, type Subject, told } from './told.ts';

const FOLDER = 'fixtures/readings';
const DIVIDER = '---';
const entries = parse(readFileSync(`${FOLDER}/vocabulary.yaml`, 'utf8')) as VocabularyEntry[];
const lexicon = lexiconFor(entries);

/** What to tell of each script stands at the head of a page. */
const toldOf = (page: string) => (written: string, head: string) =>
  told(
    written.trimEnd(),
    page.includes('python') ? 'python' : 'shell',
    head.split(/\s+/) as Subject[],
    lexicon,
  );

const pages = readdirSync(FOLDER).filter((page) => page.endsWith('.txt'));
if (process.env.REWRITE)
  for (const page of pages) await rewritePage(`${FOLDER}/${page}`, toldOf(page), DIVIDER);

const cases = pages.flatMap((page) => {
  const { head, cases: own } = readPage(`${FOLDER}/${page}`, DIVIDER);
  return own.map((each) => ({ head, page, ...each }));
});

test.each(cases)('$page: $title', ({ page, head, written, expected }) => {
  expect(toldOf(page)(written, head)).toEqual(expected);
});
