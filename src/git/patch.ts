import type { Repository } from './repository.ts';

/** Lines of the new text, from 1, both ends included; `to` before `from` where lines were only taken out between. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** What a change did to one file. */
export interface FilePatch {
  /** Its path after the change, relative to the estate. */
  readonly path: string;
  /** Its path before, where git sees it as renamed. */
  readonly renamedFrom?: string;
  readonly changed: readonly LineRange[];
}

/** From a commit or tree to the index, to the work tree, or to another. */
export type Span = readonly ['--cached', string] | readonly [string] | readonly [string, string];

/** The files that a change edits or renames, with the lines that are others. Added and deleted files are left out. */
export function patchesOf({ ask }: Pick<Repository, 'ask'>, span: Span): FilePatch[] {
  const command = span.length === 2 && span[0] !== '--cached' ? ['diff-tree', '-r'] : ['diff-index'];
  const out = ask([...command, ...FORMAT, ...span])?.toString('utf8') ?? '';
  const end = out.indexOf('\0\0');
  if (end < 0) return [];
  const sections = `\n${out.slice(end + 2)}`.split('\ndiff --git ').slice(1);
  return rowsOf(out.slice(0, end).split('\0')).map(({ status, paths }) => {
    const own = sections.splice(0, status === 'T' ? 2 : 1);
    const path = paths.at(-1)!;
    const changed = own.flatMap(rangesIn);
    return paths.length === 1 ? { path, changed } : { path, renamedFrom: paths[0]!, changed };
  });
}

const FORMAT = [
  '--raw',
  '--patch',
  '-z',
  '--unified=0',
  '--find-renames',
  '--diff-filter=MRT',
  '--relative',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--ita-invisible-in-index',
];

interface Row {
  readonly status: string;
  readonly paths: readonly string[];
}

/** Modes, ids and status of a file, then its path, or two of a renamed one. */
function rowsOf(fields: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < fields.length; ) {
    const status = fields[at]!.split(' ').at(-1)![0]!;
    const count = status === 'R' ? 2 : 1;
    rows.push({ status, paths: fields.slice(at + 1, at + 1 + count) });
    at += 1 + count;
  }
  return rows;
}

function rangesIn(section: string): LineRange[] {
  return [...section.matchAll(/\n@@ -\S+ \+(\d+)(?:,(\d+))? @@/g)].map(([, start, count]) => {
    const first = Number(start);
    const many = count === undefined ? 1 : Number(count);
    return many === 0 ? { from: first + 1, to: first } : { from: first, to: first + many - 1 };
  });
}

/** Whether lines `from` to `to` were edited, or lost a line between them. */
export const isChanged = (ranges: readonly LineRange[], from: number, to: number): boolean =>
  ranges.some((range) => from <= range.to && to >= range.from);
