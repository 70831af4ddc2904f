import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import type { Site } from '../model/site.ts';
import { isGuest } from '../reading/reference.ts';

/** What is off when the site is, of a machine and those over which it is reached; undefined where all stay on. */
export const downOnTheWay = (machine: Node | Guest, site: Site, estate: Estate): Node | Guest | undefined =>
  wayTo(machine, estate).find((each) => isLocal(each, site) && goesDown(each, site));

/** The machine, and those over which it is reached, as far as their rows lead. */
export function wayTo(machine: Node | Guest, { index }: Estate): (Node | Guest)[] {
  const way = [machine];
  for (let next: Node | Guest | undefined = machine; next; ) {
    const via: string | undefined = next.ssh?.probeVia;
    next = via === undefined ? undefined : index.named(via);
    if (!next || way.includes(next)) return way;
    way.push(next);
  }
  return way;
}

const isLocal = ({ site: own }: Node | Guest, site: Site): boolean => (own ?? site.id) === site.id;

/** The only hypervisor, what runs on it, and the NAS that is to be woken. */
function goesDown(thing: Node | Guest, site: Site): boolean {
  if (!isGuest(thing) && thing.kind === 'nas') return true;
  const [only, ...others] = site.hypervisors;
  return others.length === 0 && (isGuest(thing) || thing.id === only);
}
