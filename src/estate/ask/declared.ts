import type { ContractKind } from '../../contract/kinds.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { isGuest } from '../reading/reference.ts';
import { oncePerEstate } from './once.ts';

/** Contracts that only refer to a node: a name which stands in no other one is a slip or a wish. */
const REFERRING: readonly ContractKind[] = ['infra.maintenance.transaction.contract', 'topology.sites'];

/** The node or guest of that name, if a contract declares it that says more of it than the name. */
export function declaredThing(estate: Estate, name: string): Node | Guest | undefined {
  const found = estate.index.named(name);
  return found && (isGuest(found) || isDeclared(found)) ? found : undefined;
}

export function isDeclared(node: Node): boolean {
  return node.rows.some((row) => !REFERRING.includes(row.kind));
}

/** Ids of nodes that a contract declares. */
export const declaredNodes = oncePerEstate((estate) =>
  estate.nodes.filter(isDeclared).map((node) => node.id),
);
