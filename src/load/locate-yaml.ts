import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
  type YAMLMap,
} from 'yaml';
import type { DataPath } from '../finding/place.ts';
import type { Locate, Span } from './document.ts';

interface Step {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** What a node stands for: itself, or the anchored node that an alias repeats. */
type Meant = (node: Node | undefined) => Node | undefined;

/** Places of data paths in parsed YAML; several documents of one file act as one map, later root keys winning. */
export function locateIn(documents: readonly Document[]): Locate {
  let aliases: Map<Node, Node | undefined> | undefined;
  const meant: Meant = (node) => {
    if (!isAlias(node)) return node;
    aliases ??= aliasesOf(documents);
    return aliases.get(node);
  };
  return (path, on) => {
    const root = documentOf(documents, path[0])?.contents as Node | null | undefined;
    return root ? spanOf(walk(meant, root, path), root, on) : { start: 0, end: 0 };
  };
}

/** One pass over all nodes: asking the parser for each alias alone would read the document once per alias. */
function aliasesOf(documents: readonly Document[]): Map<Node, Node | undefined> {
  const aliases = new Map<Node, Node | undefined>();
  for (const document of documents) {
    const anchored = new Map<string, Node>();
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node)) aliases.set(node, anchored.get(node.source));
        else if ((isScalar(node) || isCollection(node)) && node.anchor) anchored.set(node.anchor, node);
      },
    });
  }
  return aliases;
}

function documentOf(
  documents: readonly Document[],
  first: string | number | undefined,
): Document | undefined {
  const holder = documents.findLast(
    (document) => first !== undefined && isMap(document.contents) && pairOf(document.contents, first),
  );
  return holder ?? documents.find(({ contents }) => hasText(contents as Node)) ?? documents[0];
}

/** The deepest step of the path that exists. */
function walk(meant: Meant, root: Node, path: DataPath): Step {
  let step: Step = { key: undefined, value: root };
  for (const segment of path) {
    const next = child(meant, step.value, segment);
    if (!next) return step;
    step = next;
  }
  return step;
}

function child(meant: Meant, node: Node | undefined, segment: string | number): Step | undefined {
  const target = meant(node);
  if (isSeq(target)) {
    const item = target.items[Number(segment)] as Node | undefined;
    return item && { key: item, value: item };
  }
  if (!isMap(target)) return undefined;
  const pair = pairOf(target, segment);
  if (pair) return { key: pair.key as Node, value: (pair.value as Node | null) ?? undefined };
  return merged(meant, target, segment);
}

function pairOf(map: YAMLMap, segment: string | number): Pair | undefined {
  const text = String(segment);
  return map.items.findLast(
    (pair) => isScalar(pair.key) && (pair.key.source ?? String(pair.key.value ?? '')) === text,
  );
}

function merged(meant: Meant, map: YAMLMap, segment: string | number): Step | undefined {
  for (const pair of map.items) {
    if (!isScalar(pair.key) || pair.key.source !== '<<') continue;
    const source = meant(pair.value as Node);
    for (const part of isSeq(source) ? source.items : [source]) {
      const step = child(meant, part as Node, segment);
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
