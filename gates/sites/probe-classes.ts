import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { type ProbedThing, probedThings, probesOf, sampleProbe } from '../../src/estate/ask/probed.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const HEALTH = 'ops/bindings/services.health.yaml';

export default defineGate({
  id: 'sites/probe-classes',
  title:
    'Every active site has an enabled probe for its hypervisor, its exported storage and its name service',
  why: 'A share that hangs or a resolver that is silent takes everything with it; without a probe at that site the first to notice is whoever cannot work.',
  fix: 'Add an endpoint with class, kind and node of that site to endpoints of services.health.yaml.',
  severity: 'error',
  reads: ['topology.sites', 'services.health', 'vm.lifecycle', 'infra.storage.placement.policy'],
  unseen:
    'Whether a probe asks the right question; a web page of a resolver counts as a service, not as name service.',
  examines: activeSites,
  *judge(site, estate) {
    for (const thing of probedThings(estate, site)) {
      if (!probesOf(estate, thing.class, site.id).some((probe) => probe.enabled))
        yield unprobed(site, thing, estate);
    }
  },
  examples: {
    passing: [
      {
        name: 'a class that follows from the address',
        edits: [
          {
            file: HEALTH,
            find: 'id: pve-home-ui, class: hypervisor, kind: http, node: pve-home,',
            replace: 'id: pve-home-ui,',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the probe of the name service is switched off',
        edits: [
          { file: HEALTH, find: 'endpoints:', replace: '«endpoints»:' },
          {
            file: HEALTH,
            find: 'id: pihole-home-dns\n',
            replace: 'id: pihole-home-dns\n    enabled: false\n',
          },
        ],
      },
      {
        name: 'a NAS whose exports nobody asks for',
        edits: [
          { file: HEALTH, find: 'endpoints:', replace: '«endpoints»:' },
          { file: HEALTH, from: '  - id: nas-exports', to: '  - id: pihole-home-dns', replace: '' },
        ],
      },
      {
        name: 'a hypervisor without a probe',
        edits: [
          { file: HEALTH, find: 'endpoints:', replace: '«endpoints»:' },
          { file: HEALTH, from: '  - {id: pve-home-ui', to: '  - id: nas-exports', replace: '' },
        ],
      },
    ],
  },
});

function unprobed(site: Site, thing: ProbedThing, estate: Estate): Breach {
  const { at, where, related } = missingRow(estate, site, 'services.health', ['endpoints']);
  return {
    message: `no enabled probe of class "${thing.class}" looks at ${thing.what} of site "${site.id}"; expected one in ${where}`,
    at,
    related: [
      { message: 'what has to be probed', at: thing.at },
      ...otherProbes(site, thing, estate),
      ...related,
    ],
    detail: { class: thing.class },
    key: thing.class,
  };
}

/** Why nothing counts here, and a probe elsewhere to copy from. */
function otherProbes(site: Site, thing: ProbedThing, estate: Estate): NonNullable<Breach['related']> {
  const off = probesOf(estate, thing.class, site.id);
  const lost = probesOf(estate, thing.class).slice(0, 3);
  const twin = sampleProbe(estate, thing.class);
  return [
    ...off.map((probe) => ({ message: `"${probe.id}" is switched off`, at: probe.at })),
    ...lost.map((probe) => ({
      message: `"${probe.id}" counts for no site: its host belongs to none`,
      at: probe.at,
    })),
    ...(twin ? [{ message: `site "${twin.site}" has "${twin.id}"`, at: twin.at }] : []),
  ];
}
