import type { Node } from '../estate/model/node.ts';
import type { HostOff } from './check.ts';
import type { Moment } from './draft.ts';
import type { Route } from './route-model.ts';
import { lastHop, routeTo } from './routes.ts';
import { safe } from './safe.ts';

/** A machine that is being switched off closes its ssh first and its disks last. */
const QUIET_SEC = 30;

/** How it is proven that a machine is off: by closed ports and by what the declared second observer sees. */
export function hostOff(moment: Moment, node: Node, via: Route, ports: readonly number[]): HostOff {
  const open = via.port === null || ports.includes(via.port) ? ports : [via.port, ...ports];
  return {
    kind: 'host-off',
    host: via.host,
    from: lastHop(via),
    ports: open,
    quietSec: QUIET_SEC,
    observer: observerOf(moment, node),
  };
}

function observerOf({ planning, site }: Moment, node: Node): HostOff['observer'] {
  const stated = site.maintenance?.offObserver;
  if (!stated) return null;
  const observer = planning.estate.index.named(stated.value);
  const via = observer && routeTo(planning, observer);
  if (!via || observer === node) {
    const problem = via ? 'the machine itself' : 'no machine that can be reached';
    planning.refuse(`off_observer of site "${site.id}" is "${stated.value}", ${problem}`, stated.at);
    return null;
  }
  const address = node.addresses[0] ?? node.overlayAddresses[0];
  if (!address) return null;
  const host = safe(planning, 'host', address, `an address of "${node.id}"`);
  return { via, read: ['ping', '-c', '1', '-W', '2', host] };
}
