import { type Anchor, beside } from '../../finding/place.ts';
import { groupByNames } from '../../grouping/groups.ts';
import type { Entity } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Mount } from '../model/mount.ts';
import type { Node } from '../model/node.ts';
import type { Service } from '../model/service.ts';
import { copiesLieOn } from './backup-copies.ts';
import { named } from './describe.ts';
import { nameServersOf, speaksOfDns } from './dns.ts';
import { type Edge, everyEdgeOf } from './edges.ts';
import { oncePerEstate } from './once.ts';
import { presumedConsumers } from './presumed-consumers.ts';
import { activeSites } from './standard.ts';

/** Why one thing feels the loss of another. */
export type EffectKind = 'mount' | 'order' | 'dns' | 'carrier' | 'service' | 'backup' | 'window';

/** What stops working, directly, when a thing is down. */
export interface Effect {
  readonly thing: Entity;
  /** The affected thing as people call it. */
  readonly what: string;
  readonly kind: EffectKind;
  /** In words, said of the affected thing: that it mounts a path from it, and the like. */
  readonly text: string;
  readonly at: Anchor;
  /** False when a contract says that it can do without. */
  readonly required: boolean;
}

/** Everything that a thing's loss touches directly, each reason once. */
export function effectsOf(estate: Estate, thing: Entity): readonly Effect[] {
  if (isMount(thing)) return mountEffects(thing);
  if (isService(thing)) return speaksOfDns(thing.id) && thing.on ? nameEffects(estate, thing.on) : [];
  if (!isMachine(thing)) return [];
  return [
    ...machineEffects(estate, thing),
    ...serviceEffects(estate, thing),
    ...nameEffects(estate, thing),
    ...backupEffects(estate, thing),
    ...windowEffects(estate, thing),
    ...wayEffects(estate, thing),
  ];
}

const kindOf = (thing: Entity): string => thing.subject.slice(0, thing.subject.indexOf(' '));
const isMount = (thing: Entity): thing is Mount => kindOf(thing) === 'mount';
const isService = (thing: Entity): thing is Service => kindOf(thing) === 'service';
const isMachine = (thing: Entity): thing is Node | Guest =>
  ['guest', 'hypervisor', 'nas', 'device'].includes(kindOf(thing));

const byProvider = oncePerEstate((estate) => {
  const nas = estate.nodes.filter((node) => node.kind === 'nas');
  const presumed = nas.flatMap((one) => presumedConsumers(estate, one));
  return groupByNames([...everyEdgeOf(estate), ...presumed], (edge) => [edge.provider]);
});

function machineEffects(estate: Estate, thing: Node | Guest): Effect[] {
  const texts = new Set<string>();
  return (byProvider(estate).get(thing) ?? []).flatMap((edge) => {
    const key = `${edge.consumer.subject} ${edge.text}`;
    if (texts.has(key)) return [];
    texts.add(key);
    return [machineEffect(edge)];
  });
}

const EDGE_KINDS = { nfs: 'mount', dns: 'dns', order: 'order' } as const;

function machineEffect({ consumer, why, via, text, at, required }: Edge): Effect {
  const kind = why === 'dependency' ? EDGE_KINDS[via ?? 'order'] : why;
  return { thing: consumer, what: named(consumer), kind, text, at, required };
}

function mountEffects({ consumer, path, at }: Mount): Effect[] {
  if (!consumer) return [];
  const text = `loses "${path}"`;
  return [{ thing: consumer, what: named(consumer), kind: 'mount', text, at, required: true }];
}

const servicesOn = oncePerEstate((estate) =>
  groupByNames(
    estate.services.filter((service) => service.status === 'active'),
    (service) => (service.on ? [service.on] : []),
  ),
);

function serviceEffects(estate: Estate, thing: Node | Guest): Effect[] {
  return (servicesOn(estate).get(thing) ?? []).map((service) => ({
    thing: service,
    what: `service "${service.id}"`,
    kind: 'service',
    text: 'runs on it',
    at: service.host?.at ?? service.at,
    required: true,
  }));
}

/** The sites whose names the thing answers; a second name server of the site makes the loss bearable. */
function nameEffects(estate: Estate, thing: Node | Guest): Effect[] {
  return activeSites(estate).flatMap((site): Effect[] => {
    const servers = nameServersOf(estate, site.id);
    const own = servers.find((server) => server.entity === thing);
    if (!own) return [];
    const other = servers.find((server) => server.entity !== thing);
    const text = other ? `has its names from it and from ${other.what}` : 'has its names from it alone';
    return [{ thing: site, what: `site "${site.id}"`, kind: 'dns', text, at: own.at, required: !other }];
  });
}

function backupEffects(estate: Estate, thing: Node | Guest): Effect[] {
  return copiesLieOn(estate, thing).map(({ target, text, at }) => ({
    thing: target,
    what: `backup target "${target.name}"`,
    kind: 'backup',
    text,
    at,
    required: true,
  }));
}

const reachedOver = oncePerEstate(({ nodes, guests, index }) =>
  groupByNames([...nodes, ...guests], ({ ssh }) => {
    const via = ssh?.probeVia === undefined ? undefined : index.named(ssh.probeVia);
    return via ? [via] : [];
  }),
);

/** Machines that nobody reaches any more; they themselves go on. */
function wayEffects(estate: Estate, thing: Node | Guest): Effect[] {
  return (reachedOver(estate).get(thing) ?? []).map((machine) => ({
    thing: machine,
    what: named(machine),
    kind: 'window',
    text: 'is reached over it (probe_via)',
    at: beside(machine.ssh!.at, 'probe_via'),
    required: false,
  }));
}

/** What a maintenance window at a site loses with the thing. */
function windowEffects(estate: Estate, thing: Node | Guest): Effect[] {
  return activeSites(estate).flatMap((site) => {
    const { waker, lockHost, offObserver, oob } = site.maintenance ?? {};
    const uses = [
      { id: waker?.value, at: waker?.at, text: 'has its machines woken by it' },
      { id: lockHost?.value, at: lockHost?.at, text: "keeps the lock of a window's runs on it" },
      { id: offObserver?.value, at: offObserver?.at, text: 'has it observe that machines are off' },
      ...(oob?.devices ?? []).map(({ id, at }) => ({ id, at, text: 'is reached out of band over it' })),
    ];
    return uses.flatMap(({ id, at, text }): Effect[] =>
      id !== undefined && at && estate.index.named(id) === thing
        ? [{ thing: site, what: `site "${site.id}"`, kind: 'window', text, at, required: true }]
        : [],
    );
  });
}
