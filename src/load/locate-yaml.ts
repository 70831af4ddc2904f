import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { DataPath } from '../finding/place.ts';
import type { Locate, Span } from './document.ts';

interface Step {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** Places of data paths in parsed YAML; several documents of one file act as one map, later root keys winning. */
export function locateIn(documents: readonly Document[]): Locate {
  return (path, on) => {
    const document = documentOf(documents, path[0]);
    const root = document?.contents as Node | undefined;
    if (!document || !root) return { start: 0, end: 0 };
    return spanOf(walk(document, root, path), root, on);
  };
}

function documentOf(
  documents: readonly Document[],
  first: string | number | undefined,
): Document | undefined {
  const holder = documents.findLast(
    (document) => first !== undefined && isMap(document.contents) && pairOf(document.contents, first),
  );
  return holder ?? documents.find((document) => document.contents !== null) ?? documents[0];
}

/** The deepest step of the path that exists. */
function walk(document: Document, root: Node, path: DataPath): Step {
  let step: Step = { key: undefined, value: root };
  for (const segment of path) {
    const next = child(document, step.value, segment);
    if (!next) return step;
    step = next;
  }
  return step;
}

function child(document: Document, node: Node | undefined, segment: string | number): Step | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target)) {
    const item = target.items[Number(segment)] as Node | undefined;
    return item && { key: item, value: item };
  }
  if (!isMap(target)) return undefined;
  const pair = pairOf(target, segment);
  if (pair) return { key: pair.key as Node, value: (pair.value as Node | null) ?? undefined };
  return merged(document, target, segment);
}

function pairOf(map: YAMLMap, segment: string | number): Pair | undefined {
  const text = String(segment);
  return map.items.findLast(
    (pair) => isScalar(pair.key) && (pair.key.source ?? String(pair.key.value ?? '')) === text,
  );
}

function merged(document: Document, map: YAMLMap, segment: string | number): Step | undefined {
  for (const pair of map.items) {
    if (!isScalar(pair.key) || pair.key.source !== '<<') continue;
    const source = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
    for (const part of isSeq(source) ? source.items : [source]) {
      const step = child(document, part as Node, segment);
      if (step) return step;
    }
  }
  return undefined;
}

function spanOf(step: Step, root: Node, on: 'key' | 'value'): Span {
  const chosen = on === 'key' ? (step.key ?? step.value) : hasText(step.value) ? step.value : step.key;
  const range = (chosen ?? root).range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

function hasText(node: Node | undefined): boolean {
  return Boolean(node?.range && node.range[1] > node.range[0]);
}
