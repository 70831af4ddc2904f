import { GATES } from '../../../gates/index.ts';
import { packNames } from '../../config/packs.ts';
import { readSettings } from '../../config/settings.ts';
import { type ContractKind, KINDS } from '../../contract/kinds.ts';
import { buildEstate } from '../../estate/estate.ts';
import type { Estate } from '../../estate/model/estate.ts';
import { sourcesOf } from '../../estate/sources.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { loadContracts } from '../../load/load.ts';
import type { Tree } from '../../load/tree.ts';
import { receiptPlaces } from '../../receipt/places.ts';
import { storedKeys } from '../../receipt/stored.ts';
import { estateRoot } from '../estate-root.ts';

/** Names of an estate by what an option or positional calls them; none for words that name no such thing. */
export type Names = (what: string) => readonly string[];

/** Reads only the contracts that hold the names that are asked for. A name that cannot be read is not offered. */
export const namesIn =
  (estate: string | undefined): Names =>
  (what) => {
    try {
      const root = estateRoot(estate);
      return KNOWN[what]?.(diskTree(root), root) ?? [];
    } catch {
      return [];
    }
  };

type Read = (tree: Tree, root: string) => readonly string[];

const gates: Read = (tree) => [...GATES.map(({ id }) => id), ...ownIds(tree)];

const gaps: Read = (tree) => part(tree, 'operational.gaps').gaps.map(({ id }) => id);

const sites: Read = (tree) => part(tree, 'topology.sites').sites.map(({ id }) => id);

function nodesAndGuests(tree: Tree): readonly string[] {
  const { nodes, guests } = part(tree, 'topology.sites', 'ssh.targets', 'service.registry', 'vm.lifecycle');
  return [...nodes.map(({ id }) => id), ...guests.map(({ key }) => key)];
}

const runKeys: Read = (tree, root) => [
  'last',
  ...storedKeys(receiptPlaces(root, readSettings(tree)).receipts),
];

const kinds: Read = () => [...KINDS, 'gates', 'plan', 'receipt', 'result'];

const KNOWN: Readonly<Record<string, Read>> = {
  gate: gates,
  name: (tree, root) => [...gates(tree, root), ...gaps(tree, root)],
  gap: gaps,
  loop: (tree) => part(tree, 'loop.scope').loops.map(({ id }) => id),
  pack: (tree) => packNames(readSettings(tree)),
  site: sites,
  kind: kinds,
  thing: nodesAndGuests,
  key: runKeys,
  receipt: runKeys,
};

function part(tree: Tree, ...only: ContractKind[]): Estate {
  const { add = [], ignore = [] } = readSettings(tree).contracts ?? {};
  return buildEstate(sourcesOf(loadContracts(tree, { add, ignore, only }), tree, 0));
}

const ownIds = (tree: Tree): string[] =>
  loadContracts(tree, { add: [], ignore: [], only: ['own.gate'] }).flatMap(({ data }) => {
    const id = (data as { id?: unknown } | null)?.id;
    return typeof id === 'string' ? [id] : [];
  });
