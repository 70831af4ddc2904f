import { readFileSync, writeFileSync } from 'node:fs';

/** Something small and all that is told of it, to be read by people. */
export interface PageCase {
  readonly title: string;
  /** As it stands on the page. */
  readonly written: string;
  readonly expected: readonly string[];
}

/** What holds for all cases, then the cases: a title behind `===`, and behind a divider what is told, a line each. */
export interface Page {
  readonly head: string;
  readonly cases: readonly PageCase[];
}

/** What is told of one case now. */
type Tell = (written: string, head: string) => readonly string[] | Promise<readonly string[]>;

export function readPage(file: string, divider = '===>'): Page {
  const [head, ...parts] = readFileSync(file, 'utf8').split(/^=== /m);
  const cases = parts.map((part): PageCase => {
    const [input, facts = ''] = part.split(`\n${divider}\n`);
    const end = input!.indexOf('\n');
    const expected = facts.split('\n').filter((line) => line !== '');
    return { title: input!.slice(0, end), written: `${input!.slice(end + 1)}\n`, expected };
  });
  return { head: head!.trim(), cases };
}

/** `npm run readings` writes what is told now: read the difference before you commit it. */
export async function rewritePage(file: string, tell: Tell, divider = '===>'): Promise<void> {
  const { head, cases } = readPage(file, divider);
  const parts: string[] = head === '' ? [] : [`${head}\n`];
  for (const { title, written } of cases) {
    const lines = (await tell(written, head)).map((line) => `${line}\n`);
    parts.push(`=== ${title}\n${written}${divider}\n${lines.join('')}`);
  }
  writeFileSync(file, parts.join('\n'));
}

/** The files of a case, each behind `@@`. */
export const filesIn = (written: string): [string, string][] =>
  written
    .split(/^@@ /m)
    .slice(1)
    .map((file) => {
      const name = file.slice(0, file.indexOf('\n'));
      return [name, file.slice(name.length + 1)];
    });
