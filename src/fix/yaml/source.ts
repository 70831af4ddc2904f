import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { DataPath } from '../../finding/place.ts';

/** A YAML text with its nodes, for edits by structure. */
export interface YamlSource {
  readonly text: string;
  readonly documents: readonly Document[];
}

/** How far a path leads: the deepest node on it, the pair that holds that node, and what of the path is left. */
export interface Reached {
  readonly node: Node | null;
  readonly pair?: Pair;
  /** The collection in which the node is a member. */
  readonly holder?: YAMLMap | YAMLSeq;
  readonly left: DataPath;
}

/** Undefined for a text with errors: nothing can be edited there. */
export function yamlSource(text: string): YamlSource | undefined {
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
    prettyErrors: false,
    keepSourceTokens: true,
  });
  const documents = (Array.isArray(parsed) ? [...parsed] : []) as Document[];
  return documents.some((document) => document.errors.length > 0) ? undefined : { text, documents };
}

/** Undefined where an alias stands on the path: an edit behind it would change another place too. */
export function reach({ documents }: YamlSource, path: DataPath): Reached | undefined {
  const root = rootFor(documents, path[0]);
  if (!root) return undefined;
  let reached: Reached = { node: root, left: path };
  while (reached.left.length > 0) {
    const next = step(reached);
    if (!next) break;
    reached = next;
  }
  return isAlias(reached.node) ? undefined : reached;
}

/** Several documents of one file act as one map: the last that has the key; a new key comes into the last of all. */
function rootFor(documents: readonly Document[], first: string | number | undefined): Node | undefined {
  const maps = documents.map((document) => document.contents).filter(isMap);
  const holder = maps.findLast((map) => first !== undefined && pairOf(map, first));
  return (holder ?? maps.at(-1)) as Node | undefined;
}

function step({ node, left }: Reached): Reached | undefined {
  const [segment, ...rest] = left;
  if (isMap(node)) {
    const pair = pairOf(node, segment!);
    return pair && { node: (pair.value as Node | null) ?? null, pair, holder: node, left: rest };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(segment)] as Node | undefined;
  return item && { node: item, holder: node, left: rest };
}

export function pairOf(map: YAMLMap, segment: string | number): Pair | undefined {
  return map.items.findLast((pair) => keyText(pair) === String(segment));
}

export const keyText = ({ key }: Pair): string | undefined =>
  isScalar(key) ? (key.source ?? String(key.value ?? '')) : undefined;

/** Where the last character of a node stands that is not white space or a comment behind it; exclusive. */
export function contentEnd(node: Node | null | undefined): number | undefined {
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1);
    return isMap(node) ? pairEnd(last as Pair | undefined) : contentEnd(last as Node | undefined);
  }
  return node?.range?.[1];
}

export function pairEnd(pair: Pair | undefined): number | undefined {
  const value = pair?.value as Node | null | undefined;
  return isEmpty(value) ? (pair?.key as Node | undefined)?.range?.[1] : contentEnd(value);
}

/** Nothing is written there. */
export const isEmpty = (node: Node | null | undefined): boolean =>
  node === null || node === undefined || (isScalar(node) && node.range?.[0] === node.range?.[1]);

/** Where an item's indicator or key stands; undefined for what is not written in the usual way. */
export function itemStart(collection: YAMLMap | YAMLSeq, index: number): number | undefined {
  if (isMap(collection)) {
    const { srcToken } = collection.items[index] as Pair;
    const explicit = srcToken?.start.some((token) => token.type === 'explicit-key-ind');
    return explicit ? undefined : srcToken?.key?.offset;
  }
  const token = collection.srcToken;
  if (token?.type !== 'block-seq') return undefined;
  const own = token.items.filter((item) => item.start.some((part) => part.type === 'seq-item-ind'));
  return own[index]?.start.find((part) => part.type === 'seq-item-ind')?.offset;
}
