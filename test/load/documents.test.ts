import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toldDocuments } from './told-document.ts';

const FOLDER = 'fixtures/documents';

/** Cases: a title behind `===`, each file behind `@@`, what is told of them behind `===>`. */
function casesOf(page: string) {
  const [, ...parts] = readFileSync(`${FOLDER}/${page}`, 'utf8').split(/^=== /m);
  return parts.map((part) => {
    const [input, facts = ''] = part.split(/^===>\n/m);
    const end = input!.indexOf('\n');
    const written = input!.slice(end + 1);
    const files = written.split(/^@@ /m).flatMap((file) => {
      const name = file.slice(0, file.indexOf('\n'));
      // Signs that an editor would change or hide are written as escapes.
      const text = file
        .slice(name.length + 1)
        .replace(/\\(r|t|x00|u2028)/g, (sign) => JSON.parse(`"${sign.replace('x00', 'u0000')}"`));
      return name === '' ? [] : [[name, text] as const];
    });
    const expected = facts.split('\n').filter((line) => line !== '');
    return { page, title: input!.slice(0, end), written, files: Object.fromEntries(files), expected };
  });
}

/** `npm run readings` writes what is told now: read the difference before you commit it. */
function rewritten(page: string): void {
  const told = casesOf(page).map(({ title, written, files }) => {
    const lines = toldDocuments(files).map((line) => `${line}\n`);
    return `=== ${title}\n${written}===>\n${lines.join('')}`;
  });
  writeFileSync(`${FOLDER}/${page}`, told.join('\n'));
}

const pages = readdirSync(FOLDER);
if (process.env.REWRITE) for (const page of pages) rewritten(page);

test.each(pages.flatMap(casesOf))('$page: $title', ({ files, expected }) => {
  expect(toldDocuments(files)).toEqual(expected);
});
