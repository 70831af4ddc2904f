import { orderOf, phasesInOrder, startedBy } from '../../estate/ask/positions.ts';
import type { Reference } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { Phase, PhaseHost, Sequence } from '../../estate/model/order.ts';
import { isGuest, referenceOf } from '../../estate/reading/reference.ts';
import type { Change } from '../change.ts';
import { pathOf, referenceIn } from './lists.ts';
import { neighboursOf } from './turn.ts';

interface Row {
  readonly phase: Phase;
  readonly host: PhaseHost;
  readonly index: number;
}

/** Ways to bring a thing into the phases of its site: into a row of its host, a row of its own, a phase of its own. */
export function* intoPhases(
  estate: Estate,
  file: string,
  sequence: Sequence | undefined,
  thing: Node | Guest,
): Generator<Change[]> {
  const site = thing.site!;
  const rows = rowsOf(estate, site);
  const free = freeRows(estate, rows, sequence, thing);
  const keys = isGuest(thing) ? idKeys(thing, sequence) : [];
  for (const key of keys) yield* intoRow(estate, rows, free, thing as Guest, key);
  for (const key of isGuest(thing) ? keys : [undefined]) {
    yield* ownPhase(estate, file, rows, free, thing, key);
    yield* ownRow(rows, free, thing, key);
  }
}

/** Of version 3, whose readers may know no other key than `vm_ids`. */
const idKeys = (guest: Guest, sequence: Sequence | undefined): string[] =>
  guest.guestKind === 'lxc' ? (sequence?.version === 4 ? ['lxc_ids'] : ['lxc_ids', 'vm_ids']) : ['vm_ids'];

const rowsOf = (estate: Estate, site: string): Row[] =>
  phasesInOrder(estate, site).flatMap((phase) => phase.hosts.map((host, index) => ({ phase, host, index })));

/** The rows between which it may start, by its dependencies and by the start list; both ends may be met. */
function freeRows(
  estate: Estate,
  rows: readonly Row[],
  sequence: Sequence | undefined,
  thing: Node | Guest,
): { from: number; to: number } {
  const { providers, consumers } = neighboursOf(estate, thing);
  const listed = (sequence?.startup?.entries ?? []).map(referenceIn);
  const own = listed.indexOf(referenceOf(thing));
  const earlier = new Set([...providers, ...(own < 0 ? [] : listed.slice(0, own))]);
  const later = new Set([...consumers, ...(own < 0 ? [] : listed.slice(own + 1))]);
  const holds = (row: Row, things: ReadonlySet<Reference | undefined>) =>
    referencesIn(row).some((reference) => things.has(reference));
  const carried = isGuest(thing) ? undefined : carriedRow(estate, rows, thing);
  const first = rows.findIndex((row) => holds(row, later));
  const to = Math.min(first < 0 ? rows.length - 1 : first, carried ?? rows.length - 1);
  return {
    from: Math.max(
      0,
      rows.findLastIndex((row) => holds(row, earlier)),
    ),
    to,
  };
}

const referencesIn = ({ host }: Row): (Reference | undefined)[] => {
  const started = startedBy(host).map((entry) => entry.guest);
  return host.target && started.length === 0 ? [referenceIn(host.target)] : started;
};

/** The first row that needs a hypervisor up. */
function carriedRow(estate: Estate, rows: readonly Row[], node: Node): number | undefined {
  const rank = orderOf(estate, node.site!).start.get(node.id)?.phase;
  const index = rows.findIndex((row) => rank && row.phase.number === rank.number);
  return index < 0 ? undefined : index;
}

function* intoRow(
  estate: Estate,
  rows: readonly Row[],
  free: { from: number; to: number },
  guest: Guest,
  key: string,
): Generator<Change[]> {
  const carrier = guest.hypervisor && estate.index.named(guest.hypervisor.value);
  const own = rows.filter(
    ({ host }, index) =>
      index >= free.from &&
      index <= free.to &&
      carrier !== undefined &&
      host.target !== undefined &&
      referenceIn(host.target) === referenceOf(carrier) &&
      startedBy(host).length > 0,
  );
  for (const { host } of own) {
    yield [{ kind: 'item', file: host.at.file, path: [...rowPath(host), key], value: guest.vmid }];
  }
}

const rowPath = (host: PhaseHost) => pathOf(host.at).slice(0, -1);

/** A row: the machine, and of a guest its hypervisor with the guest's id. */
function rowFor(thing: Node | Guest, key: string | undefined): Record<string, unknown> | undefined {
  if (!isGuest(thing)) return { target: thing.id };
  const target = thing.hypervisor?.value;
  return target === undefined || key === undefined ? undefined : { target, [key]: [thing.vmid] };
}

function* ownRow(
  rows: readonly Row[],
  { from, to }: { from: number; to: number },
  thing: Node | Guest,
  key: string | undefined,
): Generator<Change[]> {
  const value = rowFor(thing, key);
  const next = rows[isGuest(thing) ? Math.max(from, to) : from];
  if (!value || !next) return;
  const path = rowPath(next.host).slice(0, -1);
  const { file } = next.host.at;
  yield [{ kind: 'item', file, path, value, before: next.index }];
  yield [{ kind: 'item', file, path, value, before: next.index + 1 }];
}

function* ownPhase(
  estate: Estate,
  file: string,
  rows: readonly Row[],
  { from, to }: { from: number; to: number },
  thing: Node | Guest,
  key: string | undefined,
): Generator<Change[]> {
  const value = rowFor(thing, key);
  if (!value) return;
  const site = thing.site!;
  const taken = new Set(estate.index.phasesOf(site).map((phase) => phase.number));
  for (const phase of freeNumbers(rows, from, to, taken, !isGuest(thing))) {
    const label = isGuest(thing) ? (thing.hostname ?? String(thing.vmid)) : thing.id;
    yield [{ kind: 'item', file, path: ['phases'], value: { phase, site, label, hosts: [value] } }];
  }
}

/** Numbers that no phase of the site has: in front of all for a node, behind what it needs for a guest. */
function freeNumbers(
  rows: readonly Row[],
  from: number,
  to: number,
  taken: ReadonlySet<number>,
  isNode: boolean,
): number[] {
  const next = rows[isNode ? from : Math.max(from, to)]?.phase.number;
  if (next === undefined) return [1];
  const number = isNode ? next - 1 : next + 1;
  return number >= 1 && !taken.has(number) ? [number] : [];
}
