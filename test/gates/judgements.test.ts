import { readdirSync } from 'node:fs';
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
import { filesIn, readPage, rewritePage } from '../pages.ts';

const FOLDER = 'fixtures/judgements';

/** `~ old => new` replaces what stands once; lines behind `-` go, and those behind `+` come in their place, or are the file. */
function editsOf(written: string): Edit[] {
  return filesIn(written).flatMap(([file, text]): Edit[] => {
    const lines = text.trimEnd().split('\n');
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

/** The globs of the gates stand at the head of a page. */
async function judged(written: string, head: string): Promise<string[]> {
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

const pages = readdirSync(FOLDER);
if (process.env.REWRITE) for (const page of pages) await rewritePage(`${FOLDER}/${page}`, judged);

const cases = pages.flatMap((page) => {
  const { head, cases: own } = readPage(`${FOLDER}/${page}`);
  return own.map((each) => ({ head, page, ...each }));
});

test.each(cases)('$page: $title', async ({ head, written, expected }) => {
  expect(await judged(written, head)).toEqual(expected);
});
