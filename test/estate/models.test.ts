import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Part, toldModel } from './told-model.ts';

const FOLDER = 'fixtures/models';

interface Case {
  readonly title: string;
  /** The files as they stand on the page. */
  readonly written: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expected: readonly string[];
}

/** Parts of the model, then cases: a title behind `===`, each file behind `@@`, what is told behind `===>`. */
function pageOf(page: string): { parts: Part[]; cases: Case[] } {
  const [head, ...rest] = readFileSync(`${FOLDER}/${page}`, 'utf8').split(/^=== /m);
  const cases = rest.map((part): Case => {
    const [input, facts = ''] = part.split(/^===>\n/m);
    const end = input!.indexOf('\n');
    const written = input!.slice(end + 1).trimEnd();
    const files = written.split(/^@@ /m).flatMap((file) => {
      const name = file.slice(0, file.indexOf('\n'));
      return name === '' ? [] : [[name, file.slice(name.length + 1)] as const];
    });
    const expected = facts.split('\n').filter((line) => line !== '');
    return { title: input!.slice(0, end), written, files: Object.fromEntries(files), expected };
  });
  return { parts: head!.trim().split(/\s+/) as Part[], cases };
}

/** `npm run readings` writes what is told now: read the difference before you commit it. */
function rewritten(page: string): void {
  const { parts, cases } = pageOf(page);
  const told = cases.map(({ title, written, files }) => {
    const lines = toldModel(files, parts).map((line) => `${line}\n`);
    return `=== ${title}\n${written}\n===>\n${lines.join('')}`;
  });
  writeFileSync(`${FOLDER}/${page}`, [`${parts.join(' ')}\n`, ...told].join('\n'));
}

const pages = readdirSync(FOLDER);
if (process.env.REWRITE) for (const page of pages) rewritten(page);

const cases = pages.flatMap((page) => {
  const { parts, cases: own } = pageOf(page);
  return own.map((each) => ({ parts, name: `${page}: ${each.title}`, ...each }));
});

test.each(cases)('$name', ({ parts, files, expected }) => {
  expect(toldModel(files, parts)).toEqual(expected);
});
