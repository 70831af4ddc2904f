import { named } from '../../src/estate/ask/describe.ts';
import { activeSequences } from '../../src/estate/ask/standard.ts';
import type { Sequence } from '../../src/estate/model/order.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Sequence>({
  id: 'guests/nodes-in-phases',
  title: 'Every node of a start order stands in a phase, where the site has phases',
  why: 'Whoever starts by the phases begins with guests whose storage and hypervisor are still off.',
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
      if (!node || targets.has(id)) continue;
      yield {
        at,
        subject: node.subject,
        message: `${named(node)} is in startup_order, but no phase starts "${text}"; expected it in one`,
        related: [{ message: 'the first phase of the site', at: phases[0]!.at }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a node in a phase with guests',
        edits: [
          {
            file: FILE,
            find: '  - phase: 11\n    site: home\n    label: "Hypervisor"\n    hosts:\n      - target: pve-home\n        wait_after_sec: 60\n        health_probes: ["https://198.51.100.10:8006/"]\n',
            replace: '',
          },
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
    ],
  },
});
