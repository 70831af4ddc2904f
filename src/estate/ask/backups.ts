import { groupByNames } from '../../grouping/groups.ts';
import type { BackupTarget, Evidence } from '../model/backup.ts';
import type { Reference } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Site } from '../model/site.ts';
import { oncePerEstate, oncePerThing } from './once.ts';
import { activeSites, isActiveSite } from './standard.ts';

/** Targets that somebody still writes. */
export const enabledTargets = oncePerEstate((estate) =>
  estate.backupTargets.filter((target) => target.enabled),
);

const targetsBySite = oncePerEstate((estate) =>
  groupByNames(enabledTargets(estate), (target) => (target.site === undefined ? [] : [target.site])),
);

/** Enabled targets of what stands at the site. */
export function enabledTargetsOf(estate: Estate, site: string): readonly BackupTarget[] {
  return targetsBySite(estate).get(site) ?? [];
}

/** Active sites that have something to back up. */
export function sitesWithGuests(estate: Estate): readonly Site[] {
  return activeSites(estate).filter((site) => estate.index.guestsOf(site.id).some(isActive));
}

const isActive = (guest: Guest): boolean => guest.state === 'active';

/** The active guests that a target protects. */
export const guestsUnder = oncePerThing((estate, target: BackupTarget): readonly Guest[] =>
  target.guests
    .flatMap((key) => estate.index.guest(key) ?? [])
    .filter((guest) => isActive(guest) && isActiveSite(estate, guest.site)),
);

/** Enabled targets of a guest that hold the whole of it; those of its applications only where it has no other. */
export function imagesOf(estate: Estate, guest: Reference): readonly BackupTarget[] {
  const enabled = estate.index.targetsOfGuest(guest).filter((target) => target.enabled);
  const images = enabled.filter((target) => target.facet === 'vm');
  return images.length > 0 ? images : enabled;
}

/** Observations of single targets, where any exist; a posture snapshot holds counts only. */
export function freshnessSnapshots(estate: Estate): readonly Evidence[] {
  return estate.evidence.filter((evidence) => evidence.kind === 'backup.freshness.snapshot');
}
