import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { textReader } from '../../src/cli/texts.ts';
import type { Finding } from '../../src/finding/finding.ts';
import type { Place } from '../../src/finding/place.ts';
import { editedFiles } from '../../src/gate/edited.ts';
import type { Edit } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import { settled } from '../../src/result/settled.ts';

const FOLDER = 'fixtures/judgements';

interface Case {
  readonly title: string;
  /** The edits as they stand on the page. */
  readonly written: string;
  readonly expected: readonly string[];
}

/** Globs of gates, then cases: a title behind `===`, the edits of a file behind `@@`, findings behind `===>`. */
function pageOf(page: string): { head: string; cases: Case[] } {
  const [head, ...rest] = readFileSync(`${FOLDER}/${page}`, 'utf8').split(/^=== /m);
  const cases = rest.map((part): Case => {
    const [input, facts = ''] = part.split(/^===>\n/m);
    const end = input!.indexOf('\n');
    const expected = facts.split('\n').filter((line) => line !== '');
    return { title: input!.slice(0, end), written: input!.slice(end + 1).trimEnd(), expected };
  });
  return { head: head!.trim(), cases };
}

/** `~ old => new` replaces what stands once; lines behind `-` go, and those behind `+` come in their place, or are the file. */
function editsOf(written: string): Edit[] {
  return written
    .split(/^@@ /m)
    .slice(1)
    .flatMap((part): Edit[] => {
      const [file, ...lines] = part.trimEnd().split('\n') as [string, ...string[]];
      const words = lines.flatMap((line) => /^~ (.*) => (.*)$/.exec(line)?.slice(1) ?? []);
      const edits: Edit[] = [];
      for (let at = 0; at < words.length; at += 2)
        edits.push({ file, find: words[at]!, replace: words[at + 1]! });
      for (const [, gone, come] of lines.join('\n').matchAll(/((?:^-.*\n?)*)((?:^\+.*\n?)*)/gm)) {
        if (gone) edits.push({ file, find: unmarked(gone), replace: unmarked(come!) });
        else if (come) edits.push({ file, content: unmarked(come) });
      }
      return edits;
    });
}

const unmarked = (lines: string): string => lines.replace(/\n?$/, '\n').replace(/^[-+]/gm, '');

const base = diskTree('fixtures/estates/two-sites');
const memory = newMemory();

const spot = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

const fixes = new Map(GATES.map(({ id, fix }) => [id, fix]));

/** All that a finding says beside what is the same for every finding of its gate. */
const told = ({ severity, gate, site, place, message, fix, detail, related }: Finding): string =>
  [
    `${severity} ${gate} ${site ?? 'no site'} ${spot(place)} ${message}`,
    ...(fix === fixes.get(gate) ? [] : [`fix ${fix}`]),
    ...(detail ? [JSON.stringify(detail)] : []),
    ...related.map((one) => `see ${spot(one.place)} ${one.message}`),
  ].join(' | ');

async function judged(head: string, written: string): Promise<string[]> {
  const isMeant = picomatch(head.split(/\s+/));
  const gates = GATES.filter(({ id }) => isMeant(id));
  const { files } = editedFiles(base, { name: 'judgement', edits: editsOf(written) });
  const tree = overlayTree(base, files);
  const { estate, catalogue } = await prepare(tree, 'judgement', undefined, () => gates, memory);
  const { runs, findings } = settled(
    gates,
    catalogue,
    estate,
    resolver(estate.documents, textReader(estate, tree)),
  );
  const stopped = runs.flatMap(({ gate, stopped: how, reason }) =>
    how ? `${how} ${gate.id} ${reason}` : [],
  );
  return [...stopped, ...findings.map(told)];
}

/** `npm run readings` writes what is found now: read the difference before you commit it. */
async function rewritten(page: string): Promise<void> {
  const { head, cases } = pageOf(page);
  const parts = await Promise.all(
    cases.map(async ({ title, written }) => {
      const lines = (await judged(head, written)).map((line) => `${line}\n`);
      return `=== ${title}\n${written}\n===>\n${lines.join('')}`;
    }),
  );
  writeFileSync(`${FOLDER}/${page}`, [`${head}\n`, ...parts].join('\n'));
}

const pages = readdirSync(FOLDER);
if (process.env.REWRITE) for (const page of pages) await rewritten(page);

const all = pages.flatMap((page) => {
  const { head, cases } = pageOf(page);
  return cases.map((each) => ({ head, name: `${page}: ${each.title}`, ...each }));
});

test.each(all)('$name', async ({ head, written, expected }) => {
  expect(await judged(head, written)).toEqual(expected);
});
