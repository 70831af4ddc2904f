import { isDeepStrictEqual } from 'node:util';
import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DataPath } from '../../finding/place.ts';
import { parseYaml } from '../../load/parse-yaml.ts';
import { edited, movedBy, type TextEdit } from '../../loop/text-edit.ts';
import type { AddItem, AddPair, Change, Reorder } from '../change.ts';
import { changedData, indexIn } from './changed-data.ts';
import { filled, type Insertion, inserted } from './insert.ts';
import { migrated } from './migrate.ts';
import { partOf } from './part.ts';
import { dropped, replaced } from './places.ts';
import { isEmpty, type Reached, reach, type YamlSource, yamlSource } from './source.ts';

/**
 * A change as edits of a contract's text, of a page's front matter. Undefined when the text cannot take it, and when
 * the text after it would read as anything but the old data with the change: then an alias, an odd style or a comment
 * stands in the way.
 */
export function yamlEdits(whole: string, change: Change): TextEdit[] | undefined {
  const { text, offset } = partOf({ file: change.file, text: whole });
  const source = yamlSource(text);
  const edits = source && editsBy(source, change);
  if (!edits) return undefined;
  const expected = changedData(dataOf(text), change);
  const after = parseYaml(change.file, edited(text, edits));
  const holds = !after.problems.some((problem) => problem.fatal) && isDeepStrictEqual(after.data, expected);
  return expected !== undefined && holds ? movedBy(edits, offset) : undefined;
}

const dataOf = (text: string): unknown => parseYaml('', text).data;

function editsBy(source: YamlSource, change: Change): TextEdit[] | undefined {
  switch (change.kind) {
    case 'item':
      return addItem(source, change);
    case 'pair':
      return addPair(source, change);
    case 'value':
      return replaced(source, change.path, change.value);
    case 'drop':
      return dropped(source, change.path);
    case 'order':
      return reorder(source, change);
    case 'lifecycle':
      return migrated(source);
    case 'text':
    case 'file':
      return undefined;
  }
}

function addItem(source: YamlSource, change: AddItem): TextEdit[] | undefined {
  const { path, value, before, after, draft = false } = change;
  const found = reach(source, path);
  if (!found) return undefined;
  if (found.left.length > 0 || isEmpty(found.node)) {
    return before === undefined && after === undefined
      ? grown(source, found, path, { value: [value], draft })
      : undefined;
  }
  const list = found.node;
  if (!isSeq(list)) return undefined;
  const index = indexIn(list.items.map(entryText), change);
  return index === undefined ? undefined : inserted(source.text, list, index, { value, draft });
}

const entryText = (item: unknown): unknown => (isScalar(item) ? item.value : undefined);

function addPair(source: YamlSource, { path, key, value, draft = false }: AddPair): TextEdit[] | undefined {
  const found = reach(source, path);
  if (!found) return undefined;
  if (found.left.length > 0 || isEmpty(found.node)) {
    return grown(source, found, path, { value: { [key]: value }, draft });
  }
  const map = found.node;
  return isMap(map) ? inserted(source.text, map, map.items.length, { key, value, draft }) : undefined;
}

/** Into a collection that is not there yet: below the deepest one that is. */
function grown(source: YamlSource, found: Reached, path: DataPath, what: Insertion): TextEdit[] | undefined {
  const left = found.left.length === 0 ? [] : found.left;
  const [key, ...inner] = left.length === 0 ? [] : left.map(String);
  if (key === undefined) return intoEmpty(source, found, what);
  const value = inner.reduceRight<unknown>((held, name) => ({ [name]: held }), what.value);
  if (isEmpty(found.node) && path.length > left.length) {
    return intoEmpty(source, found, { ...what, value: { [key]: value } });
  }
  return isMap(found.node)
    ? inserted(source.text, found.node, found.node.items.length, { key, value, draft: what.draft })
    : undefined;
}

/** A key without a value gets its first member in lines below it. */
function intoEmpty(source: YamlSource, found: Reached, { value, draft }: Insertion): TextEdit[] | undefined {
  if (Array.isArray(value)) return filled(source.text, found, { value: value[0], draft });
  const [key, held] = Object.entries(value as Record<string, unknown>)[0]!;
  return filled(source.text, found, { key, value: held, draft });
}

const scalarsOf = (list: YAMLSeq | YAMLMap): Node[] | undefined =>
  list.items.every((item) => isScalar(item) && !isAlias(item))
    ? (list.items as unknown as Node[])
    : undefined;

/** The entries change places; commas, comments and line breaks between them stay. */
function reorder(source: YamlSource, { path, order }: Reorder): TextEdit[] | undefined {
  const found = reach(source, path);
  const items = found && found.left.length === 0 && isSeq(found.node) ? scalarsOf(found.node) : undefined;
  if (!items || items.length !== order.length) return undefined;
  return order.flatMap((from, to) => {
    const [source0, target] = [items[from]!.range!, items[to]!.range!];
    const text = source.text.slice(source0[0], source0[1]);
    return from === to ? [] : [{ start: target[0], end: target[1], text }];
  });
}
