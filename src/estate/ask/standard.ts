import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node, NodeKind } from '../model/node.ts';
import type { Sequence } from '../model/order.ts';
import type { Site } from '../model/site.ts';
import { oncePerEstate } from './once.ts';

/** Sites that are held to the standard: a planned or retired one is not. */
export const activeSites = oncePerEstate((estate): readonly Site[] =>
  estate.sites.filter((site) => site.status === 'active'),
);

export function isActiveSite(estate: Estate, site: string | undefined): boolean {
  return site !== undefined && estate.index.site(site)?.status === 'active';
}

/** Guests that run at active sites. */
export const activeGuests = oncePerEstate((estate): readonly Guest[] =>
  estate.guests.filter((guest) => guest.state === 'active' && isActiveSite(estate, guest.site)),
);

/** Active guests of which more is known than their number in a list. */
export const knownGuests = oncePerEstate((estate): readonly Guest[] => activeGuests(estate).filter(isKnown));

/** Known by a lifecycle row, or by an inventory or a backup that tells its kind. */
export function isKnown(guest: Guest): boolean {
  return guest.row !== undefined || guest.kindEvidence.some((evidence) => evidence.strength !== 'list');
}

/** Nodes of a kind at active sites. */
export function governedNodes(estate: Estate, kind: NodeKind): readonly Node[] {
  return estate.nodes.filter((node) => node.kind === kind && isActiveSite(estate, node.site));
}

/** Every NAS that has to be governed; one that no contract places at a site is held to the standard too. */
export function governedNas(estate: Estate): readonly Node[] {
  return estate.nodes.filter(
    (node) => node.kind === 'nas' && (node.site === undefined || isActiveSite(estate, node.site)),
  );
}

export function activeSequences(estate: Estate): readonly Sequence[] {
  return estate.sequences.filter((sequence) => isActiveSite(estate, sequence.site));
}

/** Whether a node or guest is one that runs: a planned, retired or template guest is not. */
export const isUp = (thing: Node | Guest): boolean => !('state' in thing) || thing.state === 'active';
