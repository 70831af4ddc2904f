import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DataPath } from '../../finding/place.ts';
import type { TextEdit } from '../../loop/text-edit.ts';
import { afterLine, columnOf, isFirstInLine, lineStart } from './lines.ts';
import { flowText } from './render.ts';
import { contentEnd, isEmpty, itemStart, pairEnd, pairOf, reach, type YamlSource } from './source.ts';

/** A member of a collection, by the collection that holds it and its place there. */
interface Member {
  readonly holder: YAMLMap | YAMLSeq;
  readonly index: number;
}

/** A row, an entry or a key with its value goes away; undefined when it stands nowhere of its own. */
export function dropped(source: YamlSource, path: DataPath): TextEdit[] | undefined {
  const member = memberAt(source, path);
  if (!member) return undefined;
  const { text } = source;
  const { holder, index } = member;
  if (holder.items.length === 1) return emptied(text, holder);
  const start = startOf(holder, index);
  const end = endOf(text, holder, index);
  if (start === undefined || end === undefined) return undefined;
  if (!holder.flow && isFirstInLine(text, start)) {
    return [{ start: lineStart(text, start), end: afterLine(text, end), text: '' }];
  }
  const next = index + 1 < holder.items.length ? startOf(holder, index + 1) : undefined;
  if (next !== undefined && (index === 0 || !holder.flow)) return [{ start, end: next, text: '' }];
  const before = endOf(text, holder, index - 1);
  return before === undefined ? undefined : [{ start: before, end, text: '' }];
}

/** Another value where one stands; a list or map comes in one line. */
export function replaced(source: YamlSource, path: DataPath, value: unknown): TextEdit[] | undefined {
  const node = nodeAt(source, path);
  if (!node?.range || isEmpty(node)) return undefined;
  const { text } = source;
  const block = (isMap(node) || isSeq(node)) && !node.flow;
  const start = block ? (itemStart(node, 0) ?? node.range[0]) : node.range[0];
  return [{ start, end: shownEnd(text, node), text: block ? `  ${flowText(value)}` : written(node, value) }];
}

/** In quotes where a text stood in quotes. */
function written(node: Node, value: unknown): string {
  if (typeof value !== 'string' || !isScalar(node) || /[\p{Cc}\\]/u.test(value)) return flowText(value);
  if (node.type === 'QUOTE_DOUBLE') return JSON.stringify(value);
  return node.type === 'QUOTE_SINGLE' ? `'${value.replaceAll("'", "''")}'` : flowText(value);
}

/** One more key in front of one that stands there. */
export function putBefore(
  source: YamlSource,
  path: DataPath,
  key: string,
  value: unknown,
): TextEdit[] | undefined {
  const member = memberAt(source, path);
  if (!member || !isMap(member.holder)) return undefined;
  const start = startOf(member.holder, member.index);
  if (start === undefined) return undefined;
  const behind = member.holder.flow ? ', ' : `\n${' '.repeat(columnOf(source.text, start))}`;
  return [{ start, end: start, text: `${key}: ${flowText(value)}${behind}` }];
}

/** Two values in each other's place. */
export function swapped(source: YamlSource, one: DataPath, other: DataPath): TextEdit[] | undefined {
  const [first, second] = [nodeAt(source, one), nodeAt(source, other)];
  if (!first?.range || !second?.range) return undefined;
  const { text } = source;
  const spans = [first, second].map((node) => ({ start: node.range![0], end: shownEnd(text, node) }));
  const texts = spans.map(({ start, end }) => text.slice(start, end));
  return spans.map((span, index) => ({ ...span, text: texts[1 - index]! }));
}

function memberAt(source: YamlSource, path: DataPath): Member | undefined {
  const last = path.at(-1);
  const found = last === undefined ? undefined : reach(source, path.slice(0, -1));
  // A file of several documents: the one that has the key, see `reach`.
  const holder = path.length === 1 ? reach(source, path)?.holder : found?.node;
  if (!found || found.left.length > 0 || !(isMap(holder) || isSeq(holder))) return undefined;
  const pair = isMap(holder) ? pairOf(holder, last!) : undefined;
  const index = isMap(holder) ? (pair ? holder.items.indexOf(pair) : -1) : Number(last);
  return holder.items[index] === undefined ? undefined : { holder, index };
}

function nodeAt(source: YamlSource, path: DataPath): Node | undefined {
  const found = reach(source, path);
  return found && found.left.length === 0 ? (found.node ?? undefined) : undefined;
}

function emptied(text: string, holder: YAMLMap | YAMLSeq): TextEdit[] | undefined {
  if (!holder.range) return undefined;
  const none = isSeq(holder) ? '[]' : '{}';
  const start = holder.flow ? holder.range[0] : (itemStart(holder, 0) ?? holder.range[0]);
  return [{ start, end: shownEnd(text, holder), text: holder.flow ? none : `  ${none}` }];
}

function startOf(holder: YAMLMap | YAMLSeq, index: number): number | undefined {
  const item = holder.items[index];
  if (!holder.flow) return itemStart(holder, index);
  return (isMap(holder) ? ((item as Pair).key as Node) : (item as Node)).range?.[0];
}

function endOf(text: string, holder: YAMLMap | YAMLSeq, index: number): number | undefined {
  const item = holder.items[index];
  const end = isMap(holder) ? pairEnd(item as Pair | undefined) : contentEnd(item as Node | undefined);
  return end !== undefined && text[end - 1] === '\n' ? end - 1 : end;
}

/** The end of what a node shows, without the line end that closes a block of text. */
function shownEnd(text: string, node: Node): number {
  const end = contentEnd(node) ?? node.range![1];
  return text[end - 1] === '\n' ? end - 1 : end;
}
