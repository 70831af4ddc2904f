/** A replacement in a text: offsets into the old one, `end` exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after edits that do not overlap; of two at one place the first given comes first. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** The same edits of a text that begins so much later. */
export const movedBy = (edits: readonly TextEdit[], offset: number): TextEdit[] =>
  edits.map(({ start, end, text }) => ({ start: start + offset, end: end + offset, text }));

const inOrder = (edits: readonly TextEdit[]): TextEdit[] => [...edits].sort((a, b) => a.start - b.start);

const CONTEXT = 3;

interface Change {
  /** Lines of the old text, counted from 0, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** The edits as a unified diff; a file without text is made. */
export function unifiedDiff(file: string, text: string, edits: readonly TextEdit[]): string {
  if (text === '') return newFileDiff(file, edited(text, edits));
  const old = text.split('\n');
  let shift = 0;
  const hunks = joined(changesOf(text, edits)).map((hunk) => {
    const from = Math.max(0, hunk[0]!.from - CONTEXT);
    const to = Math.min(old.length - (old.at(-1) === '' ? 1 : 0), hunk.at(-1)!.to + CONTEXT);
    const body = hunkLines(old, hunk, from, to);
    const added = body.filter((line) => line[0] !== '-').length;
    const head = `@@ -${from + 1},${to - from} +${from + 1 + shift},${added} @@`;
    shift += added - (to - from);
    return [head, ...body].join('\n');
  });
  return [`--- a/${file}`, `+++ b/${file}`, ...hunks, ''].join('\n');
}

function newFileDiff(file: string, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const added = lines.map((line) => `+${line}`);
  return ['--- /dev/null', `+++ b/${file}`, `@@ -0,0 +1,${lines.length} @@`, ...added, ''].join('\n');
}

/** Whole lines that edits replace; edits on the same lines are one change. */
function changesOf(text: string, edits: readonly TextEdit[]): Change[] {
  const groups: TextEdit[][] = [];
  for (const edit of inOrder(edits)) {
    const last = groups.at(-1);
    if (last && lineOf(text, edit.start) <= lineOf(text, last.at(-1)!.end)) last.push(edit);
    else groups.push([edit]);
  }
  return groups.map((group) => changeOf(text, group));
}

function changeOf(text: string, group: readonly TextEdit[]): Change {
  const start = text.lastIndexOf('\n', group[0]!.start - 1) + 1;
  const lineEnd = text.indexOf('\n', group.at(-1)!.end);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const from = lineOf(text, start);
  const moved = group.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const before = text.slice(start, end);
  const after = edited(before, moved).split('\n');
  const atEnd = end === text.length;
  const replaced = atEnd && before === '' ? 0 : before.split('\n').length;
  return { from, to: from + replaced, lines: atEnd && after.at(-1) === '' ? after.slice(0, -1) : after };
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Changes whose contexts touch stand in one hunk. */
function joined(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    if (last && change.from - last.at(-1)!.to <= 2 * CONTEXT) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkLines(old: readonly string[], hunk: readonly Change[], from: number, to: number): string[] {
  const out: string[] = [];
  let at = from;
  for (const change of hunk) {
    out.push(...old.slice(at, change.from).map((line) => ` ${line}`));
    out.push(...trimmed(old.slice(change.from, change.to), change.lines));
    at = change.to;
  }
  return [...out, ...old.slice(at, to).map((line) => ` ${line}`)];
}

/** Lines that are equal at the start and the end of a change are context. */
function trimmed(before: readonly string[], after: readonly string[]): string[] {
  const same = (a: number, b: number) => before[a] === after[b];
  let head = 0;
  while (head < before.length && head < after.length && same(head, head)) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    same(before.length - 1 - tail, after.length - 1 - tail)
  ) {
    tail++;
  }
  return [
    ...before.slice(0, head).map((line) => ` ${line}`),
    ...before.slice(head, before.length - tail).map((line) => `-${line}`),
    ...after.slice(head, after.length - tail).map((line) => `+${line}`),
    ...before.slice(before.length - tail).map((line) => ` ${line}`),
  ];
}
