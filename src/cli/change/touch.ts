import type { Entity } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Finding } from '../../finding/finding.ts';
import { type DataPath, isSpan, type PathAnchor, type Place } from '../../finding/place.ts';
import { type FilePatch, isChanged } from '../../git/patch.ts';
import type { Resolve } from '../../load/resolve.ts';

/**
 * Whether a change touches a finding: it edits a line that the finding marks, or a line of the row that declares
 * what the finding is about. The comment at the top of a contract is no such line.
 */
export function toucher(
  estate: Estate,
  resolve: Resolve,
  patches: () => readonly FilePatch[],
): (finding: Finding) => boolean {
  let rows: ReadonlyMap<string, Entity> | undefined;
  const edits = (place: Place) => {
    const patch = patches().find(({ path }) => path === place.file);
    return patch !== undefined && isChanged(patch.changed, place.line, lastLine(place));
  };
  const comments = new Set(
    estate.documents.flatMap(({ file, text }) => (text.startsWith('#') ? [file] : [])),
  );
  return ({ place, subject }) => {
    if (edits(place) && !(isFileStart(place) && comments.has(place.file))) return true;
    rows ??= rowsOf(estate);
    return rowPlaces(rows.get(subject), resolve).some(edits);
  };
}

/** Where a finding points for want of a better place; a comment that stands there is nothing that it is about. */
const isFileStart = ({ line, column }: Place): boolean => line === 1 && column === 1;

const lastLine = ({ line, endLine, endColumn }: Place): number =>
  endColumn === 1 && endLine > line ? endLine - 1 : endLine;

/** What is declared by one row of a contract. Scripts, pages and whole contracts are more than a row. */
function rowsOf(estate: Estate): Map<string, Entity> {
  const { sites, nodes, guests, services, mounts, backupTargets } = estate;
  const { probes, capabilities, gaps, packs, gateScripts } = estate;
  const entities: readonly Entity[] = [
    ...[sites, nodes, guests, services, mounts, backupTargets].flat(),
    ...[probes, capabilities, gaps, packs, gateScripts].flat(),
  ];
  return new Map(entities.map((entity) => [entity.subject, entity]));
}

/** All that a row holds, and the key that opens it. */
function rowPlaces(entity: Entity | undefined, resolve: Resolve): Place[] {
  if (!entity || isSpan(entity.at) || entity.at.path.length === 0) return [];
  return [resolve(entity.at), resolve({ ...entity.at, path: rowPath(entity.at), on: 'value' })];
}

/** A key names the row below it; the id of a row in a list stands inside of it. */
function rowPath({ path, on }: PathAnchor): DataPath {
  const isId = on === 'value' && typeof path.at(-1) === 'string' && typeof path.at(-2) === 'number';
  return isId ? path.slice(0, -1) : path;
}
