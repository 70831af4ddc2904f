import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { GovernedFact, Ground } from '../mutant.ts';

/** Words that class a row and name nothing, even where a thing is called the same. */
const WORD_FIELD = /(?:^|\.)(?:facet|domain|kind|category|type|class|status|fixed_in)$/;

const VMID_FIELD = /(?:^|\.)(?:vm_?id|id|vm_ids\[\]|lxc_ids\[\]|\w+_vm_ids\[\]|\w+_order\[\])$/;

/** What a reference could name instead: a thing of the same sort, at another site where there is one. */
export function otherThing(ground: Ground, fact: GovernedFact): string | number | undefined {
  const { estate } = ground;
  const { value } = fact;
  const site = ground.siteAt(fact.file, fact.path);
  if (VMID_FIELD.test(fact.field) && /^\d+$/.test(String(value)))
    return otherVmid(estate, Number(value), site);
  if (typeof value !== 'string' || WORD_FIELD.test(fact.field)) return undefined;
  return (
    otherOf(activeSites(estate), value) ??
    otherPlace(estate, value) ??
    otherAddress(estate, value) ??
    SORTS.map((sort) => otherOf(sort(estate), value)).find((other) => other !== undefined)
  );
}

/** Things that contracts name by an id of their own. */
const SORTS: readonly ((estate: Estate) => readonly string[])[] = [
  (estate) => estate.backupTargets.map(({ name }) => name),
  (estate) => estate.capabilities.map(({ id }) => id),
  (estate) => estate.gateScripts.map(({ id }) => id),
  (estate) => estate.packs.map(({ id }) => id),
  (estate) => estate.gaps.map(({ id }) => id),
  (estate) => estate.services.map(({ id }) => id),
];

const activeSites = (estate: Estate): string[] =>
  estate.sites.filter((site) => site.status === 'active').map((site) => site.id);

function otherOf(names: readonly string[], value: string): string | undefined {
  const index = names.indexOf(value);
  return index < 0 || names.length < 2 ? undefined : names[(index + 1) % names.length];
}

function otherVmid(estate: Estate, vmid: number, site: string | undefined): number | undefined {
  const known = estate.guests.some((guest) => guest.vmid === vmid && guest.state === 'active');
  if (!known) return undefined;
  return estate.guests.find((guest) => guest.state === 'active' && guest.vmid !== vmid && guest.site !== site)
    ?.vmid;
}

function otherPlace(estate: Estate, value: string): string | undefined {
  const thing = estate.index.named(value);
  if (!thing) return undefined;
  const other = likeIt(estate, thing);
  if (!other) return undefined;
  if ('id' in other) return other.id;
  return value.includes('/') ? other.key : (other.hostname ?? other.key);
}

function otherAddress(estate: Estate, value: string): string | undefined {
  const thing = estate.index.addressed(value);
  const other = thing && likeIt(estate, thing);
  return other?.addresses.find((address) => address.value !== value)?.value;
}

/** A thing of the same kind, at another site before one at the same. */
function likeIt(estate: Estate, thing: Node | Guest): Node | Guest | undefined {
  const alike: readonly (Node | Guest)[] =
    'id' in thing
      ? estate.nodes.filter((node) => node.kind === thing.kind && node !== thing)
      : estate.guests.filter((guest) => guest.state === 'active' && guest !== thing);
  return alike.find(({ site }) => site !== thing.site) ?? alike[0];
}
