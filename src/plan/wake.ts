import ipaddr from 'ipaddr.js';
import { listed, shortly } from '../estate/ask/describe.ts';
import type { Node } from '../estate/model/node.ts';
import type { Site } from '../estate/model/site.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import type { Wake } from './model.ts';
import { tcp } from './network-checks.ts';
import type { Planning, Reasons } from './planning.ts';
import type { Route } from './route-model.ts';
import { requiredRoute, routeTo } from './routes.ts';
import { safe } from './safe.ts';

/** Who wakes the machines of a site, where the contracts tell and he can be reached. */
export function wakerOf(planning: Planning, site: Site): Route | undefined {
  const stated = site.maintenance?.waker;
  const waker = stated && planning.estate.index.named(stated.value);
  return waker && routeTo(planning, waker);
}

/** The magic packet for a node; undefined where no MAC or no broadcast address is known. */
export function wakeOf(planning: Planning, site: Site, node: Node): Wake | undefined {
  const macs = node.macs.map((mac) => safe(planning, 'mac', mac, `the MAC of "${node.id}"`));
  const unique = [...new Set(macs.map((mac) => mac.toLowerCase().replaceAll('-', ':')))];
  const broadcast = broadcastOf(planning, site);
  if (unique.length === 0 || broadcast === undefined) return undefined;
  return { macs: unique, broadcast, port: 9, times: 5, everySec: 1 };
}

/** The stated broadcast address, else the last one of the LAN. */
function broadcastOf(planning: Planning, site: Site): string | undefined {
  const stated = site.maintenance?.broadcast;
  if (stated) return safe(planning, 'broadcast', stated, `broadcast of site "${site.id}"`);
  const lan = site.lan?.value;
  if (lan === undefined || !ipaddr.IPv4.isValidCIDR(lan)) return undefined;
  return ipaddr.IPv4.broadcastAddressFromCIDR(lan).toString();
}

type WakeAction = 'wake-nas' | 'wake-hypervisor';

/** One step, or none where nobody can wake it: then somebody presses its button, and the next step waits for that. */
export function wakeSteps(
  moment: Moment,
  node: Node,
  action: WakeAction,
  ports: readonly number[],
  because: Reasons,
): Draft[] {
  const { planning, site } = moment;
  const waker = wakerOf(planning, site);
  const wake = wakeOf(planning, site, node);
  if (!waker || !wake) {
    const lacks = [...(waker ? [] : ['a waker']), ...(wake ? [] : ['its MAC or a broadcast address'])];
    const text = `${shortly(node)} is not woken: the contracts lack ${listed(lacks)}`;
    planning.leave(
      site.id,
      node.subject,
      text,
      site.maintenance?.waker?.at ?? site.maintenance?.at ?? node.at,
    );
    return [];
  }
  const by = site.maintenance!.waker!;
  return [
    draft(moment, {
      action,
      subject: node.subject,
      title: shortly(node),
      via: waker,
      wake,
      wait: deadline(planning, 600, 'a machine that boots, woken again until it answers', by.at),
      verify: tcp(requiredRoute(planning, node), ports),
      because: [...because, { text: `"${by.value}" wakes the machines of site "${site.id}"`, at: by.at }],
    }),
  ];
}
