import { named } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Service } from '../../src/estate/model/service.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';
import { addTo } from '../../src/grouping/groups.ts';

const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';

const OFF = /^(?:deprecated|parked|stopped|retired|planned)$/i;

/** Registered services by id. */
const registered = oncePerEstate(
  (estate) => new Map(estate.services.map((service) => [service.id, service])),
);

/** Services by the guest that carries them. */
const carried = oncePerEstate((estate) => {
  const byGuest = new Map<Guest, Service[]>();
  for (const service of estate.services) {
    if (!service.on || !isGuest(service.on)) continue;
    addTo(byGuest, service.on, service);
  }
  return byGuest;
});

const listsServices = (estate: Estate): boolean =>
  activeGuests(estate).some(({ services }) => services.length > 0);

export default defineGate<Guest>({
  id: 'guests/services-agree',
  title: 'The services that a guest lists are those that the service registry puts on it',
  why: 'What a window stops with a guest is told from one of the two lists; a service that only the other one knows goes down unannounced.',
  fix: 'Name the guest as host of the service in SERVICE_REGISTRY.yaml, and list the service in the lifecycle row of the guest.',
  severity: 'warning',
  reads: ['service.registry', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Estates in which no guest lists services, and services that only the row knows.',
  examines: (estate) =>
    listsServices(estate) ? activeGuests(estate).filter((guest) => guest.row !== undefined) : [],
  *judge(guest, estate) {
    yield* astray(guest, estate);
    yield* unlisted(guest, estate);
  },
  examples: {
    passing: [
      {
        name: 'a parked service that the row leaves out',
        edits: [{ file: REGISTRY, find: 'status: parked', replace: 'status: stopped' }],
      },
    ],
    failing: [
      {
        name: 'a service that the registry puts on another guest',
        edits: [
          {
            file: REGISTRY,
            find: 'books-db:\n    host: books-a',
            replace: 'books-db:\n    host: media-a',
          },
          {
            file: 'ops/bindings/vm.lifecycle.yaml',
            find: '    stacks: [media]\n    services: [media-server]',
            replace: '    stacks: [media]\n    services: [media-server, books-db]',
          },
          { file: 'ops/bindings/vm.lifecycle.yaml', find: '- id: 213\n', replace: '- id: «213»\n' },
        ],
      },
      {
        name: 'a running service that the row does not list',
        edits: [
          { file: REGISTRY, find: '  notes-preview:\n', replace: '  «notes-preview»:\n' },
          { file: REGISTRY, find: 'status: parked', replace: 'status: active' },
        ],
      },
    ],
  },
});

function* astray(guest: Guest, estate: Estate): Iterable<Breach> {
  for (const id of guest.services) {
    const service = registered(estate).get(id);
    if (service ? service.on === guest : estate.services.length > 0) continue;
    const where = service?.host
      ? `puts it on "${service.host.value}"`
      : service
        ? 'names no host for it'
        : 'knows no service at all';
    yield {
      at: guest.row!,
      message: `${named(guest)} lists the service "${id}", but the registry ${where}; expected this guest as its host`,
      ...(service && { related: [{ message: 'the service', at: service.at }] }),
      key: id,
    };
  }
}

function* unlisted(guest: Guest, estate: Estate): Iterable<Breach> {
  for (const { id, status, at } of carried(estate).get(guest) ?? []) {
    if (OFF.test(status) || guest.services.includes(id)) continue;
    const message = `the service "${id}" runs on ${named(guest)}, whose row does not list it; expected it under services`;
    yield { at, message, related: [{ message: 'the row of the guest', at: guest.row! }], key: id };
  }
}
