import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesIn, readPage, rewritePage } from '../pages.ts';
import { toldDocuments } from './told-document.ts';

const FOLDER = 'fixtures/documents';

/** Signs that an editor would change or hide are written as escapes. */
const unescaped = (text: string): string =>
  text.replace(/\\(r|t|x00|u2028)/g, (sign) => JSON.parse(`"${sign.replace('x00', 'u0000')}"`));

const told = (written: string) =>
  toldDocuments(Object.fromEntries(filesIn(written).map(([name, text]) => [name, unescaped(text)])));

const pages = readdirSync(FOLDER);
if (process.env.REWRITE) for (const page of pages) await rewritePage(`${FOLDER}/${page}`, told);

const cases = pages.flatMap((page) => readPage(`${FOLDER}/${page}`).cases.map((each) => ({ page, ...each })));

test.each(cases)('$page: $title', ({ written, expected }) => {
  expect(told(written)).toEqual(expected);
});
