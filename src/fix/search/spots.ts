import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { ContractKind } from '../../contract/kinds.ts';
import type { Entity } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Finding } from '../../finding/finding.ts';
import { type Anchor, type DataPath, isSpan, type Place } from '../../finding/place.ts';
import type { Document } from '../../load/document.ts';
import { lineStarts } from '../../load/lines.ts';
import { oncePer } from '../../once/once-per.ts';
import { partOf } from '../yaml/part.ts';
import { contentEnd, keyText, type YamlSource, yamlSource } from '../yaml/source.ts';

/** A place in a contract's data where an edit may help; the nearer to the finding, the lower its rank. */
export interface Spot {
  readonly document: Document;
  readonly path: DataPath;
  readonly rank: number;
}

/**
 * Contracts that no search edits: observations, which only looking again makes true, and what says whether a finding
 * counts.
 */
const LEFT_ALONE: ReadonlySet<ContractKind> = new Set([
  'backup.freshness.snapshot',
  'backup.posture.snapshot',
  'gate.waivers',
  'gap.gates',
  'own.gate',
]);

/** Where a finding points, what it points at beside that, and where its subject and its site are declared; nothing for one on a script. */
export function spotsOf(finding: Finding, estate: Estate): Spot[] {
  const isOnContract = estate.documents.some(({ file }) => file === finding.place.file);
  if (!isOnContract) return [];
  const places = [finding.place, ...finding.related.map(({ place }) => place)];
  const pointed = places.map((place, index) => spotAt(estate, place, index === 0 ? 0 : 1));
  const declared = anchorsAbout(finding, estate).map((anchor) => spotOf(estate, anchor, 2));
  const known = new Set<string>();
  return [...pointed, ...declared].filter((spot): spot is Spot => {
    if (spot && LEFT_ALONE.has(spot.document.kind)) return false;
    const key = spot && JSON.stringify([spot.document.file, spot.path]);
    if (key === undefined || known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function spotAt(estate: Estate, place: Place, rank: number): Spot | undefined {
  const document = estate.documents.find(({ file }) => file === place.file);
  if (!document) return undefined;
  const { source, offset, lines } = readingOf(document);
  const line = lines[place.line - 1];
  if (!source || line === undefined) return undefined;
  return { document, path: pathAt(source, line + place.column - 1 - offset), rank };
}

interface Reading {
  readonly source: YamlSource | undefined;
  readonly offset: number;
  readonly lines: readonly number[];
}

/** A contract's nodes, read once however many findings point into it. */
const readingOf = oncePer((document: Document): Reading => {
  const { text, offset } = partOf(document);
  return { source: yamlSource(text), offset, lines: lineStarts(document.text) };
});

function spotOf(estate: Estate, anchor: Anchor, rank: number): Spot | undefined {
  const document = estate.documents.find(({ file }) => file === anchor.file);
  return document && !isSpan(anchor) ? { document, path: anchor.path, rank } : undefined;
}

/** The path of the innermost key or value that holds an offset. */
function pathAt({ documents }: YamlSource, offset: number): DataPath {
  const root = documents.map(({ contents }) => contents as Node | null).find((node) => holds(node, offset));
  return root ? below(root, offset) : [];
}

const holds = (node: Node | null | undefined, offset: number): boolean =>
  node?.range !== undefined &&
  node.range !== null &&
  node.range[0] <= offset &&
  offset < (contentEnd(node) ?? 0);

function below(node: Node, offset: number): DataPath {
  if (isSeq(node)) {
    const index = node.items.findIndex((item) => holds(item as Node, offset));
    return index < 0 ? [] : [index, ...below(node.items[index] as Node, offset)];
  }
  if (!isMap(node)) return [];
  for (const pair of node.items) {
    const key = keyText(pair);
    if (key === undefined || !isScalar(pair.key)) continue;
    if (holds(pair.key, offset)) return [key];
    if (holds(pair.value as Node | null, offset)) return [key, ...below(pair.value as Node, offset)];
  }
  return [];
}

function anchorsAbout({ subject, site }: Finding, estate: Estate): Anchor[] {
  const entities = Object.values(estate).filter(Array.isArray).flat() as Partial<Entity>[];
  const own = entities.filter((entity) => entity?.subject === subject && entity.at);
  const row = site === undefined ? undefined : estate.index.site(site);
  return [
    ...own.flatMap((entity) => [entity.at!, ...mentionsOf(entity)]),
    ...(row ? [row.at, ...(row.maintenance ? [row.maintenance.at] : [])] : []),
  ];
}

const mentionsOf = (entity: object): Anchor[] =>
  ['rows', 'mentions'].flatMap((name) => {
    const list = (entity as Record<string, unknown>)[name];
    return Array.isArray(list) ? list.map(({ at }) => at as Anchor) : [];
  });
