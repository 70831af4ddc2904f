import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { DataPath } from '../finding/place.ts';
import type { TextEdit } from '../loop/text-edit.ts';

interface Found {
  readonly parent: YAMLMap | YAMLSeq;
  readonly index: number;
}

/** A YAML text in which rows and values are edited without touching the rest of it. */
export class YamlSource {
  readonly #documents: readonly Document[];

  /** `offset` is where the YAML begins in the file, such as behind the fence of a front matter. */
  constructor(
    readonly text: string,
    readonly offset = 0,
  ) {
    const parsed = parseAllDocuments(text, { uniqueKeys: false, strict: false, logLevel: 'silent' });
    this.#documents = Array.isArray(parsed) ? (parsed as Document[]) : [];
  }

  has(path: DataPath): boolean {
    return this.#find(path) !== undefined;
  }

  /** Takes a row, an entry or a key with its value away; undefined when it stands nowhere of its own. */
  drop(path: DataPath): TextEdit | undefined {
    const found = this.#find(path);
    if (!found) return undefined;
    const { parent, index } = found;
    const items = parent.items as (Node | Pair)[];
    if (items.length === 1) return this.#emptied(parent);
    const next = items[index + 1];
    const [start, end] = next
      ? [startOf(items[index]!), startOf(next)]
      : [this.#endOf(items[index - 1]!), this.#endOf(items[index]!)];
    return this.#edit(start, end, '');
  }

  /** Puts another value where one stands. */
  replace(path: DataPath, value: unknown): TextEdit | undefined {
    const node = this.#value(path);
    if (!node?.range) return undefined;
    const block = isCollection(node) && !node.flow;
    const text = flowText(value);
    return this.#edit(node.range[0], this.#endOf(node), block ? `  ${text}` : text);
  }

  /** Puts one more key in front of one that stands there. */
  insertBefore(path: DataPath, key: string, value: unknown): TextEdit | undefined {
    const found = this.#find(path);
    if (!found || !isMap(found.parent)) return undefined;
    const start = startOf(found.parent.items[found.index]!);
    const indent = ' '.repeat(start - (this.text.lastIndexOf('\n', start - 1) + 1));
    return this.#edit(start, start, `${key}: ${flowText(value)}${found.parent.flow ? ', ' : `\n${indent}`}`);
  }

  /** Two entries of one list in each other's place. */
  swap(one: DataPath, other: DataPath): TextEdit[] | undefined {
    const [first, second] = [this.#value(one), this.#value(other)];
    if (!first?.range || !second?.range) return undefined;
    const text = (node: Node) => this.text.slice(node.range![0], this.#endOf(node));
    return [
      this.#edit(first.range[0], this.#endOf(first), text(second)),
      this.#edit(second.range[0], this.#endOf(second), text(first)),
    ];
  }

  #edit(start: number, end: number, text: string): TextEdit {
    return { start: start + this.offset, end: end + this.offset, text };
  }

  #emptied(parent: YAMLMap | YAMLSeq): TextEdit | undefined {
    if (!parent.range) return undefined;
    const text = isSeq(parent) ? '[]' : '{}';
    return this.#edit(parent.range[0], this.#endOf(parent), parent.flow ? text : `  ${text}`);
  }

  #value(path: DataPath): Node | undefined {
    const found = this.#find(path);
    return found && nodeOf((found.parent.items as (Node | Pair)[])[found.index]!);
  }

  #find(path: DataPath): Found | undefined {
    let node = this.#rootOf(path[0]);
    let found: Found | undefined;
    for (const segment of path) {
      if (!isMap(node) && !isSeq(node)) return undefined;
      const index = isSeq(node) ? Number(segment) : indexOf(node, String(segment));
      const item = (node.items as (Node | Pair)[])[index];
      if (item === undefined) return undefined;
      found = { parent: node, index };
      node = nodeOf(item);
    }
    return found;
  }

  #rootOf(first: string | number | undefined): Node | undefined {
    const roots = this.#documents.map((document) => document.contents as Node | null);
    const holder = roots.findLast((root) => isMap(root) && indexOf(root, String(first)) >= 0);
    return holder ?? roots.find((root) => root !== null) ?? undefined;
  }

  /** The end of what an item shows, without the line end that closes a block of text. */
  #endOf(item: Node | Pair): number {
    const node = 'key' in item ? ((item.value ?? item.key) as Node) : item;
    if (isCollection(node) && !node.flow && node.items.length > 0) {
      return this.#endOf(node.items.at(-1) as Node | Pair);
    }
    const end = node.range?.[1] ?? 0;
    return this.text[end - 1] === '\n' ? end - 1 : end;
  }
}

const nodeOf = (item: Node | Pair): Node | undefined =>
  'key' in item ? ((item.value as Node | null) ?? undefined) : item;

const startOf = (item: Node | Pair): number => ('key' in item ? (item.key as Node) : item).range?.[0] ?? 0;

function indexOf(map: YAMLMap, key: string): number {
  return map.items.findLastIndex(
    (pair) => isScalar(pair.key) && (pair.key.source ?? String(pair.key.value ?? '')) === key,
  );
}

const PLAIN = /^(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z_][\w./-]*$/i;

/** A value on one line, as it may stand in a list in brackets too. */
function flowText(value: unknown): string {
  if (typeof value === 'string' && PLAIN.test(value)) return value;
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  return JSON.stringify(value);
}
