import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { DRAFT } from '../../contract/draft.ts';
import type { TextEdit } from '../../loop/text-edit.ts';
import { afterLine, asLines, columnOf, isFirstInLine, lineEnd, lineStart } from './lines.ts';
import { blockLines, flowText } from './render.ts';
import { contentEnd, isEmpty, itemStart, pairEnd, type Reached } from './source.ts';

/** What comes into a collection: a value, and its key in a map. */
export interface Insertion {
  readonly key?: string;
  readonly value: unknown;
  readonly draft: boolean;
}

type Collection = YAMLMap | YAMLSeq;

/** A new member of a collection at an index; what is behind its last one is left where it is. */
export function inserted(
  text: string,
  node: Collection,
  index: number,
  what: Insertion,
): TextEdit[] | undefined {
  if (node.flow) return intoFlow(text, node, index, what);
  return index === 0 ? beforeFirst(text, node, what) : afterMember(text, node, index, what);
}

/** The first member of a collection whose key stands there without a value. */
export function filled(text: string, { pair, node }: Reached, what: Insertion): TextEdit[] | undefined {
  const key = pair?.key as Node | undefined;
  if (!key?.range || !isEmpty(node)) return undefined;
  const own = columnOf(text, key.range[0]);
  if (!isFirstInLine(text, key.range[0])) return undefined;
  const at = afterLine(text, key.range[1]);
  return [{ start: at, end: at, text: asLines(text, at, indented(rowLines(what, false), own + 2)) }];
}

const memberEnd = (node: Collection, index: number): number | undefined =>
  isMap(node) ? pairEnd(node.items[index] as Pair) : contentEnd(node.items[index] as Node);

function afterMember(text: string, node: Collection, index: number, what: Insertion): TextEdit[] | undefined {
  const start = itemStart(node, 0);
  const end = memberEnd(node, index - 1);
  if (start === undefined || end === undefined) return undefined;
  const at =
    text[end - 1] === '\n' ? behindBlockScalar(text, end, lastNode(node, index - 1)) : afterLine(text, end);
  const gap = standApart(text, node) ? [''] : [];
  const lines = [...gap, ...indented(rowLines(what, flowMember(node)), columnOf(text, start))];
  return [{ start: at, end: at, text: asLines(text, at, lines) }];
}

function beforeFirst(text: string, node: Collection, what: Insertion): TextEdit[] | undefined {
  const start = itemStart(node, 0);
  if (start === undefined || !isFirstInLine(text, start)) return undefined;
  const at = lineStart(text, start);
  const lines = indented(rowLines(what, flowMember(node)), columnOf(text, start));
  return [{ start: at, end: at, text: asLines(text, at, lines) }];
}

/** Blank lines behind a block scalar separate it from what follows, unless it keeps them. */
function behindBlockScalar(text: string, end: number, node: Node | undefined): number {
  const head = node?.range ? text.slice(node.range[0], lineEnd(text, node.range[0])) : '';
  if (/^[|>][0-9]*\+/.test(head)) return end;
  const blank = /(?<![ \t\r\n])([ \t]*\r?\n)(?:[ \t]*\r?\n)+$/.exec(text.slice(0, end));
  return blank ? blank.index + blank[1]!.length : end;
}

function lastNode(node: Collection, index: number): Node | undefined {
  let last: unknown = isMap(node) ? (node.items[index] as Pair).value : node.items[index];
  while ((isMap(last) || isSeq(last)) && !last.flow) {
    const item = last.items.at(-1);
    last = isMap(last) ? (item as Pair | undefined)?.value : item;
  }
  return last as Node | undefined;
}

/** Whether members stand apart by blank lines: one pair of root keys, or each row from the one before it. */
function standApart(text: string, node: Collection): boolean {
  const starts = node.items.map((_, index) => itemStart(node, index) ?? 0).slice(1);
  const apart = starts.map((start) => /\n[ \t]*\r?\n(?:[ \t]*#.*\r?\n)*[ \t]*$/.test(text.slice(0, start)));
  const isRoot = isMap(node) && starts[0] !== undefined && columnOf(text, starts[0]) === 0;
  return isRoot ? apart.includes(true) : apart.length > 0 && !apart.includes(false);
}

/** Whether the last row is written in one line, so that the next one is as well. */
function flowMember(node: Collection): boolean {
  const last = node.items.at(-1);
  const value = isMap(node) ? (last as Pair | undefined)?.value : last;
  return (isMap(value) || isSeq(value)) && value.flow === true;
}

/** A member as lines without indentation; a draft is marked above it, or behind it when it is one line. */
function rowLines({ key, value, draft }: Insertion, flow: boolean): string[] {
  const lines = key === undefined ? itemLines(value, flow) : pairLines(key, value, flow);
  if (!draft) return lines;
  return lines.length === 1 ? [`${lines[0]} ${DRAFT}`] : [DRAFT, ...lines];
}

function itemLines(value: unknown, flow: boolean): string[] {
  if (flow || !isCollectionValue(value)) return [`- ${flowText(value)}`];
  return blockLines(value).map((line, index) => (index === 0 ? `- ${line}` : indentedLine(line, 2)));
}

function pairLines(key: string, value: unknown, flow: boolean): string[] {
  if (!flow) return blockLines({ [key]: value });
  return [`${flowText(key)}: ${flowText(value)}`];
}

const isCollectionValue = (value: unknown): boolean => typeof value === 'object' && value !== null;

const indented = (lines: readonly string[], by: number): string[] =>
  lines.map((line) => indentedLine(line, by));

const indentedLine = (line: string, by: number): string => (line === '' ? '' : ' '.repeat(by) + line);

function intoFlow(text: string, node: Collection, index: number, what: Insertion): TextEdit[] | undefined {
  if (!node.range) return undefined;
  const own =
    what.key === undefined ? flowText(what.value) : `${flowText(what.key)}: ${flowText(what.value)}`;
  const edit = node.items.length === 0 ? intoEmpty(node, own) : besideMember(text, node, index, own);
  if (!edit || !what.draft) return edit && [edit];
  const end = lineEnd(text, edit.end);
  return [edit, { start: end, end, text: ` ${DRAFT}` }];
}

const intoEmpty = (node: Collection, own: string): TextEdit => ({
  start: node.range![0] + 1,
  end: node.range![0] + 1,
  text: own,
});

function besideMember(text: string, node: Collection, index: number, own: string): TextEdit | undefined {
  if (index > 0) {
    const at = memberEnd(node, index - 1);
    if (at === undefined) return undefined;
    return { start: at, end: at, text: `,${separator(text, node, index)}${own}` };
  }
  const first = isMap(node) ? ((node.items[0] as Pair).key as Node) : (node.items[0] as Node);
  if (!first.range) return undefined;
  return { start: first.range[0], end: first.range[0], text: `${own},${separator(text, node, 1)}` };
}

/** A space, or a new line with the same indentation when each member has a line of its own. */
function separator(text: string, node: Collection, index: number): string {
  const member = node.items[Math.min(index, node.items.length) - 1];
  const start = (isScalar(member) || isMap(member) || isSeq(member) ? member : ((member as Pair).key as Node))
    .range?.[0];
  if (start === undefined || !isFirstInLine(text, start)) return ' ';
  const own = lineStart(text, start);
  return (text[own - 2] === '\r' ? '\r\n' : '\n') + text.slice(own, start);
}
