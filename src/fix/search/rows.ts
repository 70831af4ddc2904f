import { KIND_RULES, ruleOf } from '../../contract/kinds.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { Site } from '../../estate/model/site.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import { isRow, type Row } from '../../estate/reading/values.ts';
import type { Finding } from '../../finding/finding.ts';
import type { DataPath } from '../../finding/place.ts';
import type { Document } from '../../load/document.ts';
import type { Change } from '../change.ts';
import { thingOf } from '../repairs/thing.ts';
import { type Names, namesOfSites, namesOfThings, translated, translatedText } from './alike.ts';
import { isScalar, valueAt } from './data.ts';
import type { Hints } from './hints.ts';
import type { Spot } from './spots.ts';

/** A collection of rows in a contract. */
interface Rows {
  readonly document: Document;
  readonly path: DataPath;
  readonly key: readonly string[];
}

/** Most rows of one collection that are taken as a pattern. */
const MOST_PATTERNS = 8;

/** A row more in the collections that a finding is about, said of its subject as an other row says it of another. */
export function* rowsLike(
  finding: Finding,
  estate: Estate,
  spots: readonly Spot[],
  hints: Hints,
): Generator<Change> {
  for (const rows of collectionsFor(finding, estate, spots, hints)) {
    const held = valueAt(rows.document.data, rows.path);
    const entries: [string | number, unknown][] = Array.isArray(held)
      ? [...held.entries()]
      : Object.entries((held ?? {}) as Row);
    const isPointedAt = ([at]: readonly [string | number, unknown]) =>
      spots.some(
        ({ document, path, rank }) => rank < 2 && document === rows.document && path[rows.path.length] === at,
      );
    const all = entries.filter(([, row]) => isRow(row));
    const patterns = [...all.filter(isPointedAt), ...all.filter((entry) => !isPointedAt(entry))];
    let made = 0;
    for (const [at, row] of patterns) {
      const names = namesFor(finding, estate, row);
      if (!names || made >= MOST_PATTERNS) continue;
      made++;
      yield addition(rows, at, row as Row, names, entries);
      yield addition(rows, at, scalarsOf(row as Row), names, entries);
    }
  }
}

function collectionsFor(finding: Finding, estate: Estate, spots: readonly Spot[], hints: Hints): Rows[] {
  const found = new Map<string, Rows>();
  const add = (document: Document, path: readonly string[], key: readonly string[]) =>
    found.set(`${document.file} ${path.join('.')}`, { document, path, key });
  for (const { document, path } of spots.filter(({ rank }) => rank < 2)) {
    for (const own of ruleOf(document.kind).collections) {
      if (own.path.every((name, index) => path[index] === name)) add(document, own.path, own.key);
    }
  }
  for (const { kind, collections } of KIND_RULES) {
    for (const { path, key } of collections) {
      const document = estate.index.loaded(kind)[0];
      const isNamed = hints.words.has(path.at(-1)!) && finding.fix?.includes(kind) === true;
      if (document && isNamed) add(document, path, key);
    }
  }
  return [...found.values()];
}

/** A row without what it says in lists and maps, which is often about its own place alone. */
const scalarsOf = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => isScalar(value)));

/** How the things in a row translate into what the finding is about; undefined when the row tells nothing of its like. */
function namesFor(finding: Finding, estate: Estate, row: unknown): Names | undefined {
  const text = JSON.stringify(row);
  const isThere = (name: string) =>
    text.includes(`"${name}"`) || text.includes(`:${name}`) || text.includes(`${name}`);
  const target = thingOf(finding, estate);
  if (target) {
    const likes: readonly (Node | Guest)[] = isGuest(target)
      ? estate.guests
      : estate.nodes.filter(({ kind }) => kind === target.kind);
    const like = likes.find((one) => one !== target && isThere(isGuest(one) ? String(one.vmid) : one.id));
    if (like) return namesOfThings(like, target);
  }
  const site = finding.site === undefined ? undefined : estate.index.site(finding.site);
  const other = estate.sites.find(
    (one) =>
      one !== site &&
      (isThere(one.id) || [...one.hypervisors, ...one.nas].some((id) => text.includes(`"${id}"`))),
  );
  return site && other
    ? new Map([...guestsIn(estate, text, other, site), ...namesOfSites(estate, other, site)])
    : undefined;
}

/** Guests of the one site that a row names, and guests of the other in their place. */
function guestsIn(estate: Estate, text: string, from: Site, to: Site): [string, string][] {
  const active = (site: Site) => estate.index.guestsOf(site.id).filter(({ state }) => state === 'active');
  const others = active(to);
  return active(from).flatMap((guest, index) => {
    const other = others[index % Math.max(1, others.length)];
    const isNamed = text.includes(guest.key) || text.includes(String(guest.vmid));
    return other && isNamed ? [...namesOfThings(guest, other)] : [];
  });
}

function addition(
  { document: { file }, path, key }: Rows,
  at: string | number,
  row: Row,
  names: Names,
  entries: readonly (readonly [string | number, unknown])[],
): Change {
  const value = translated(row, names) as Row;
  if (typeof at === 'string') {
    const taken = new Set(entries.map(([name]) => String(name)));
    const own = free(translatedText(at, names), taken);
    return { kind: 'pair', file, path, key: own, value };
  }
  const id = key[0];
  if (id === undefined || typeof value[id] !== 'string') return { kind: 'item', file, path, value };
  const taken = new Set(entries.map(([, other]) => String((other as Row)[id])));
  return { kind: 'item', file, path, value: { ...value, [id]: free(value[id], taken) } };
}

function free(name: string, taken: ReadonlySet<string>): string {
  let own = name;
  for (let count = 2; taken.has(own); count++) own = `${name}-${count}`;
  return own;
}
