import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesIn, readPage, rewritePage } from '../pages.ts';
import { type Part, toldModel } from './told-model.ts';

const FOLDER = 'fixtures/models';

/** Parts of the model stand at the head of a page. */
const told = (written: string, head: string) =>
  toldModel(Object.fromEntries(filesIn(written.trimEnd())), head.split(/\s+/) as Part[]);

const pages = readdirSync(FOLDER);
if (process.env.REWRITE) for (const page of pages) await rewritePage(`${FOLDER}/${page}`, told);

const cases = pages.flatMap((page) => {
  const { head, cases: own } = readPage(`${FOLDER}/${page}`);
  return own.map((each) => ({ head, page, ...each }));
});

test.each(cases)('$page: $title', ({ written, head, expected }) => {
  expect(told(written, head)).toEqual(expected);
});
