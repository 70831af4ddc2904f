import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { shortly } from '../../src/estate/ask/describe.ts';
import {
  answeringServices,
  probesOfService,
  sitesOfProbedServices,
} from '../../src/estate/ask/probed-services.ts';
import type { Service } from '../../src/estate/model/service.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const HEALTH = 'ops/bindings/services.health.yaml';
const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';

export default defineGate<Service>({
  id: 'sites/services-probed',
  title:
    'Where half or more of the services of a site that state a health path have a probe, all of them have one',
  why: 'Where probes are usual, a service without one is taken for a service that answers.',
  fix: 'Add an endpoint with the id of the service to services.health.yaml, or enable the one that is there.',
  severity: 'warning',
  reads: ['service.registry', 'services.health', 'topology.sites'],
  unseen: 'Services that state no health path, and sites where fewer than half of the services have one.',
  examines: (estate) =>
    answeringServices(estate).filter(({ site }) => sitesOfProbedServices(estate).has(site ?? '')),
  *judge(service, estate) {
    const probes = probesOfService(estate, service);
    if (probes.some(({ enabled }) => enabled)) return;
    const what = `service "${service.id}" on ${shortly(service.on!)}, which states how to ask it (${quoted(service.health)})`;
    const [off] = probes;
    if (off) {
      yield { at: off.at, message: `"${off.id}", the probe of ${what}, is disabled; expected it enabled` };
      return;
    }
    const { at, where, related } = missingRow(estate, service, 'services.health', ['endpoints']);
    yield {
      at,
      related,
      message: `no probe asks ${what}, as one does for others of the site; expected one in ${where}`,
    };
  },
  examples: {
    passing: [
      {
        name: 'a probe under another name that asks the port of the service',
        edits: [{ file: HEALTH, find: '{id: media-server,', replace: '{id: library,' }],
      },
      {
        name: 'a probe of the name of the service at the port of what stands before it',
        edits: [
          { file: HEALTH, find: 'http://192.0.2.32:8096/health', replace: 'https://library.example/health' },
        ],
      },
      {
        name: 'a site where no service has a probe',
        edits: [{ file: HEALTH, from: '  - {id: notes, class', to: '  - id: notes-preview', replace: '' }],
      },
      {
        name: 'a database, which says nothing of its health',
        edits: [{ file: HEALTH, from: '  - {id: books-db', to: '\n  # --- home', replace: '' }],
      },
      {
        name: 'a service that is parked',
        edits: [
          { file: HEALTH, from: '  - {id: media-server', to: '  - {id: books,', replace: '' },
          { file: REGISTRY, find: '    port: 8096\n', replace: '    port: 8096\n    status: parked\n' },
        ],
      },
    ],
    failing: [
      {
        name: 'a service that nothing asks',
        edits: [
          { file: HEALTH, find: '\nendpoints:\n', replace: '\n«endpoints»:\n' },
          { file: HEALTH, from: '  - {id: media-server', to: '  - {id: books,', replace: '' },
        ],
      },
      {
        name: 'a probe of another port of the same machine',
        edits: [
          { file: HEALTH, find: '\nendpoints:\n', replace: '\n«endpoints»:\n' },
          { file: HEALTH, find: '{id: media-server, ', replace: '{id: library, ' },
          { file: HEALTH, find: 'http://192.0.2.32:8096/health', replace: 'http://192.0.2.32:9100/metrics' },
        ],
      },
      {
        name: 'a probe that is switched off',
        edits: [
          {
            file: HEALTH,
            find: '{id: media-server, class',
            replace: '{id: «media-server», enabled: false, class',
          },
        ],
      },
    ],
  },
});
