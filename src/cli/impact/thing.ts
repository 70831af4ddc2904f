import { named } from '../../estate/ask/describe.ts';
import type { Entity } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import { referenceOf } from '../../estate/reading/reference.ts';
import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';

/** A thing whose loss can be asked for, and what it is called. */
export interface Thing {
  readonly entity: Entity;
  readonly what: string;
}

/** The node, guest, service or mount that a name, a reference or a subject means. */
export function thingNamed(name: string, estate: Estate): Thing {
  const bySubject = everything(estate).find(({ entity }) => entity.subject === name);
  if (bySubject) return bySubject;
  const machine = estate.index.named(name);
  if (machine) return { entity: machine, what: named(machine) };
  const others = [
    ...estate.services.filter(({ id }) => id === name).map(serviceThing),
    ...estate.mounts.filter(({ key, path }) => key === name || path === name).map(mountThing),
  ];
  if (others.length === 1) return others[0]!;
  return others.length > 1 ? refuseSeveral(name, others) : refuseUnknown(name, estate);
}

const everything = (estate: Estate): Thing[] => [
  ...[...estate.nodes, ...estate.guests].map((entity) => ({ entity, what: named(entity) })),
  ...estate.services.map(serviceThing),
  ...estate.mounts.map(mountThing),
];

const serviceThing = (service: Estate['services'][number]): Thing => ({
  entity: service,
  what: `service "${service.id}"${service.on ? ` on ${named(service.on)}` : ''}`,
});

const mountThing = (mount: Estate['mounts'][number]): Thing => ({
  entity: mount,
  what: `mount "${mount.path}"${mount.consumer ? ` of ${named(mount.consumer)}` : ''}`,
});

function refuseSeveral(name: string, things: readonly Thing[]): never {
  const subjects = things.map(({ entity }) => `"${entity.subject}"`);
  throw new Refusal(`"${name}" means ${things.length} things`, `Name one of them: ${subjects.join(', ')}.`);
}

function refuseUnknown(name: string, estate: Estate): never {
  const site = estate.index.site(name);
  if (site) {
    const ids = [...site.hypervisors, ...site.nas].map((id) => `"${id}"`);
    throw new Refusal(
      `"${name}" is a site; what is down is a node, guest, service or mount of it`,
      ids.length > 0 ? `Its nodes: ${ids.join(', ')}.` : undefined,
    );
  }
  const known = [
    ...[...estate.nodes, ...estate.guests].flatMap((one) => [referenceOf(one), ...one.names]),
    ...estate.services.map(({ id }) => id),
    ...estate.mounts.flatMap(({ key, path }) => [key, path]),
  ];
  const near = nearest(name, known);
  throw new Refusal(
    `no node, guest, service or mount is called "${name}"`,
    near
      ? `Did you mean "${near}"?`
      : 'Name a node by its id, a guest by <site>/<VMID>, a service, or a mount by its path.',
  );
}
