import { named } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { startedBy } from '../../src/estate/ask/positions.ts';
import { activeSequences, isActiveSite } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Node } from '../../src/estate/model/node.ts';
import type { PhaseHost, Sequence } from '../../src/estate/model/order.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Sequence>({
  id: 'guests/nodes-in-phases',
  title:
    'Every node of a start order stands in a phase where the site has phases, a hypervisor in one of its own where another does',
  why: 'Whoever starts by the phases begins with guests whose storage and hypervisor are still off, or waits for nothing between the hypervisor and its guests.',
  fix: 'Add a phase for the node in front of the phases of the guests.',
  severity: 'warning',
  reads: ['startup.sequencing', 'topology.sites'],
  unseen: 'Orders that list guests only, and sites without phases.',
  examines: (estate) =>
    activeSequences(estate).filter(
      ({ site, startup }) =>
        startup?.entries.some(({ node }) => node) && estate.index.phasesOf(site).length > 0,
    ),
  *judge({ site, startup }, estate) {
    const phases = estate.index.phasesOf(site);
    const targets = new Set(phases.flatMap(({ hosts }) => hosts.map(({ target }) => target?.node)));
    for (const { node: id, at, text } of startup!.entries) {
      const node = id === undefined ? undefined : estate.index.node(id);
      if (!node) continue;
      const twin = targets.has(id) ? twinOf(node, estate) : undefined;
      if (targets.has(id) && !twin) continue;
      const how = twin
        ? `no phase starts it before its guests, as one does with "${twin.target!.text}"; expected a row for it alone`
        : `no phase starts "${text}"; expected it in one`;
      yield {
        at,
        subject: node.subject,
        message: `${named(node)} is in startup_order, but ${how}`,
        related: [
          { message: 'the first phase of the site', at: phases[0]!.at },
          ...(twin ? [{ message: 'a phase for a hypervisor alone', at: twin.at }] : []),
        ],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'hypervisors in phases with their guests, at every site',
        edits: [
          { file: FILE, from: '  - phase: 2\n', to: '  - phase: 3\n', replace: '' },
          { file: FILE, from: '  - phase: 11\n', to: '  - phase: 12\n', replace: '' },
        ],
      },
    ],
    failing: [
      {
        name: 'no phase starts the NAS',
        edits: [
          { file: FILE, find: 'startup_order: [nas, pve-home', replace: 'startup_order: [«nas», pve-home' },
          { file: FILE, from: '  - phase: 10\n', to: '  - phase: 11\n', replace: '' },
        ],
      },
      {
        name: 'a hypervisor that is named with its guests only, while that of another site has a phase',
        edits: [
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, «pve-home», 105, 100]' },
          { file: FILE, from: '  - phase: 11\n', to: '  - phase: 12\n', replace: '' },
        ],
      },
    ],
  },
});

/** Of a hypervisor that no row of a phase has to itself: such a row of another. */
function twinOf(node: Node, estate: Estate): PhaseHost | undefined {
  if (node.kind !== 'hypervisor' || ownRows(estate).has(node.id)) return undefined;
  return [...ownRows(estate).values()][0];
}

/** The rows of phases that start a hypervisor and nothing else, by hypervisor. */
const ownRows = oncePerEstate(
  (estate): ReadonlyMap<string, PhaseHost> =>
    new Map(
      estate.phases
        .filter(({ site }) => isActiveSite(estate, site))
        .flatMap(({ hosts }) =>
          hosts.flatMap((host): [string, PhaseHost][] => {
            const id = host.target?.node;
            const isAlone =
              startedBy(host).length === 0 && estate.index.node(id ?? '')?.kind === 'hypervisor';
            return id !== undefined && isAlone ? [[id, host]] : [];
          }),
        ),
    ),
);
