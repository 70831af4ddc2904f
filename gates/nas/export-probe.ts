import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { provesExports } from '../../src/estate/ask/export-probes.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { referenceOf } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const FILE = 'ops/bindings/services.health.yaml';

const probesByNode = oncePerEstate((estate) =>
  groupByNames(estate.probes, (probe) => (probe.on ? [referenceOf(probe.on)] : [])),
);

export default defineGate<Node>({
  id: 'nas/export-probe',
  title: 'Every NAS has an enabled probe that proves its exports',
  why: 'A NAS in safe mode still answers a ping and shows its login page while its volumes are gone, so its consumers start into nothing.',
  fix: 'Add an endpoint to services.health.yaml with class: storage-export, kind: nfs and the NAS as node.',
  severity: 'error',
  reads: ['services.health', 'topology.sites'],
  unseen: 'Which of several exports the probe asks for.',
  examines: governedNas,
  *judge(nas, estate) {
    const probes = probesByNode(estate).get(nas.id) ?? [];
    if (probes.some((probe) => probe.enabled && provesExports(probe))) return;
    const off = probes.find(provesExports);
    if (off) {
      yield {
        at: off.at,
        message: `the probe "${off.id}", which proves the exports of ${named(nas)}, is disabled`,
        fix: 'Enable the probe.',
      };
      return;
    }
    const { at, where, related } = missingRow(estate, nas, 'services.health', ['endpoints']);
    const ids = listed(probes.map((probe) => `"${probe.id}"`));
    const less =
      probes.length === 0 ? 'nothing probes it' : `${ids} proves that it answers, not that it exports`;
    yield {
      at,
      message: `no probe proves the exports of ${named(nas)}: ${less}; an endpoint of class storage-export was expected in ${where}`,
      related: [...related, ...probes.slice(0, 3).map((probe) => ({ message: 'proves less', at: probe.at }))],
    };
  },
  examples: {
    passing: [
      {
        name: 'a probe of the NFS port',
        edits: [
          {
            file: FILE,
            find: 'kind: nfs\n    node: nas\n    host: nas\n    url: "nfs://198.51.100.20/volume1/photos"',
            replace: 'kind: tcp\n    node: nas\n    host: nas\n    url: "tcp://198.51.100.20:2049"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a probe of the login page only',
        edits: [
          { file: FILE, find: '\nendpoints:\n', replace: '\n«endpoints»:\n' },
          {
            file: FILE,
            find: 'kind: nfs\n    node: nas\n    host: nas\n    url: "nfs://198.51.100.20/volume1/photos"',
            replace: 'kind: http\n    node: nas\n    host: nas\n    url: "https://198.51.100.20:5001/"',
          },
        ],
      },
      {
        name: 'a disabled probe',
        edits: [
          {
            file: FILE,
            find: '  - id: nas-exports\n    class: storage-export',
            replace: '  - id: «nas-exports»\n    enabled: false\n    class: storage-export',
          },
        ],
      },
      {
        name: 'no probe at all',
        edits: [
          { file: FILE, find: '\nendpoints:\n', replace: '\n«endpoints»:\n' },
          { file: FILE, from: '  - id: nas-exports', to: '  - id: pihole-home-dns', replace: '' },
        ],
      },
    ],
  },
});
