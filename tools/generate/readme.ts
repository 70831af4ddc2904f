import { readFileSync } from 'node:fs';
import { prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { textOfJudgement } from '../../src/cli/text-report.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { GeneratedFile } from './settle.ts';

const ESTATE = 'fixtures/estates/two-sites-gapped';
const FILES_SHOWN = 2;
const MARKED = /(<!-- transcript -->\n)[\s\S]*(<!-- \/transcript -->)/;

/** README.md: the real output of its first command between the transcript marks, cut after a few files. */
export async function readme(): Promise<GeneratedFile[]> {
  // Imported late: a step before may just have written the index.
  const { GATES } = await import('../../gates/index.ts');
  const tree = diskTree(ESTATE);
  const prepared = await prepare(tree, ESTATE, undefined);
  const identity = { root: '.', commit: null, tree: null, dirty: null };
  const judgement = judged(tree, prepared, identity, GATES, undefined);
  const text = textOfJudgement(judgement, prepared.clock, { colour: false, quiet: false });
  const fenced = `\n~~~text\n${excerpt(text)}~~~\n\n`;
  const before = readFileSync('README.md', 'utf8');
  return [{ path: 'README.md', text: before.replace(MARKED, (_, start, end) => `${start}${fenced}${end}`) }];
}

/** The files with the fewest findings, a line for those left out, and the summary. */
function excerpt(text: string): string {
  const end = text.lastIndexOf('\n\n');
  const blocks = text.slice(0, end).split(/\n\n(?=\S+ \(\d+ findings?\)\n)/);
  const short = blocks.filter((block) => / \([12] findings?\)\n/.test(block)).slice(0, FILES_SHOWN);
  return `${short.join('\n\n')}\n\n… ${blocks.length - short.length} more files …\n\n${text.slice(end + 2)}`;
}
