import { listEntries, targetEntries } from '../../src/estate/ask/sequenced-entries.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { OrderEntry } from '../../src/estate/model/order.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { isSpan } from '../../src/finding/place.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Site>({
  id: 'guests/entries-resolve',
  title: 'Every entry of an order and every target of a phase is a node or guest of that site',
  why: 'A run that comes to a name which nothing answers to, or which stands at another site, stops there with half of the site down.',
  fix: 'Correct the name in startup.sequencing.yaml, or declare what it means in ssh.targets.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'ssh.targets', 'topology.sites', 'proxmox.inventory'],
  unseen:
    'VMIDs, which always name a guest of the site whose list holds them: guests/kind-declared judges those.',
  examines: activeSites,
  *judge(site, estate) {
    yield* hostBreach(site, estate);
    for (const { entry, where } of [...listEntries(estate, site.id), ...targetEntries(estate, site.id)]) {
      const wrong = wrongness(entry, site, estate);
      if (wrong) {
        yield {
          at: entry.at,
          key: `${where} ${entry.text}`,
          message: `${where} of site "${site.id}" holds "${entry.text}", ${wrong}`,
        };
      }
    }
  },
  examples: {
    passing: [
      {
        name: 'an order that names a guest by its hostname',
        edits: [{ file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, pve-home, "105", atlas]' }],
      },
      {
        name: 'a site that states its hypervisor beside its orders',
        edits: [
          {
            file: FILE,
            find: '  home:\n    startup',
            replace: '  home:\n    host_id: pve-home\n    startup',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the hypervisor of another site, and one that there is not, beside the orders',
        edits: [
          { file: FILE, find: '  home:\n    startup', replace: '  home:\n    host_id: «pve»\n    startup' },
          {
            file: FILE,
            find: '  shop:\n    startup',
            replace: '  shop:\n    host_id: «pve-shop»\n    startup',
          },
        ],
      },
      {
        name: 'a misspelt node in the start order',
        edits: [{ file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, «pve-hom», 105, 100]' }],
      },
      {
        name: 'a name that two guests have',
        edits: [
          { file: FILE, find: '- target: atlas', replace: '- target: «atlas»' },
          {
            file: 'ops/bindings/vm.lifecycle.yaml',
            find: 'hostname: pihole-home',
            replace: 'hostname: atlas',
          },
        ],
      },
      {
        name: 'a phase whose target stands at another site',
        edits: [{ file: FILE, find: 'target: nas\n', replace: 'target: «nas-shop»\n' }],
      },
    ],
  },
});

/** The hypervisor that the orders of a site say they are for. */
function* hostBreach(site: Site, estate: Estate): Iterable<Breach> {
  const { at } = estate.index.sequenceOf(site.id) ?? {};
  if (!at || isSpan(at)) return;
  const document = estate.index.loaded('startup.sequencing').find(({ file }) => file === at.file);
  const host = document && RowAt.below(document, at.path)?.text('host_id');
  const found = host && estate.index.named(host.value);
  if (!host || (found && (found.site ?? site.id) === site.id)) return;
  const near = found ? undefined : nearest(host.value, site.hypervisors);
  const hint = near === undefined ? '' : `; did you mean "${near}"`;
  const wrong = found ? `stands at site "${found.site}"` : 'is no known node';
  yield {
    at: host.at,
    key: 'host_id',
    message: `host_id of the orders of site "${site.id}" is "${host.value}", which ${wrong}; expected the hypervisor of the site${hint}`,
  };
}

function wrongness(entry: OrderEntry, site: Site, estate: Estate): string | undefined {
  const thing = estate.index.named(entry.guest ?? entry.node ?? '');
  if (thing) {
    const elsewhere = thing.site !== undefined && thing.site !== site.id;
    return elsewhere ? `which stands at site "${thing.site}"` : undefined;
  }
  const names = [
    ...estate.index.nodesOf(site.id).map((node) => node.id),
    ...estate.index.guestsOf(site.id).flatMap((guest) => guest.names),
  ];
  if (names.filter((name) => name === entry.text).length > 1) return 'a name that more than one of them has';
  const near = nearest(entry.text, names);
  return `which is no known node or guest${near === undefined ? '' : `; the nearest is "${near}"`}`;
}
