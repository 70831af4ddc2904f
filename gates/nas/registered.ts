import { missingRow, scopeNotes } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Node, RegistryHost } from '../../src/estate/model/node.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'docs/governance/SERVICE_REGISTRY.yaml';

export default defineGate<Node>({
  id: 'nas/registered',
  title: 'Every NAS has a row in the service registry with domain, SLO and terminal role',
  why: 'What the registry does not know has no promised availability and nobody whose terminal answers for it.',
  fix: 'Add the NAS to hosts in SERVICE_REGISTRY.yaml with kind, site, domain, terminal_role and slo.',
  severity: 'error',
  reads: ['service.registry', 'topology.sites'],
  examines: governedNas,
  *judge(nas, estate) {
    if (!nas.registry) {
      const { at, where, related } = missingRow(estate, nas, 'service.registry', ['hosts']);
      yield {
        at,
        related,
        message: `${named(nas)} is not in the service registry; a row was expected in ${where}`,
      };
      return;
    }
    const missing = missingFields(nas.registry);
    if (missing.length === 0) return;
    yield {
      at: nas.registry.at,
      message: `the registry row of ${named(nas)} states no ${listed(missing)}`,
      related: scopeNotes(estate, 'service.registry', nas.site),
      fix: `State ${listed(missing)} in the row.`,
    };
  },
  examples: {
    passing: [
      {
        name: 'an SLO written as a map',
        edits: [
          {
            file: FILE,
            find: 'terminal_role: storage-terminal\n    slo: "98.0% per month"',
            replace: 'terminal_role: storage-terminal\n    slo: {availability_pct: 98, window_days: 30}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a NAS without a row',
        edits: [
          { file: FILE, find: '\nhosts:\n', replace: '\n«hosts»:\n' },
          { file: FILE, from: '  nas:\n    kind: nas', to: '  atlas:', replace: '' },
        ],
      },
      {
        name: 'a row without an SLO',
        edits: [
          { file: FILE, find: '  nas:\n    kind: nas', replace: '  «nas»:\n    kind: nas' },
          {
            file: FILE,
            find: 'terminal_role: storage-terminal\n    slo: "98.0% per month"',
            replace: 'terminal_role: storage-terminal\n    slo: null',
          },
        ],
      },
    ],
  },
});

function missingFields(row: RegistryHost): string[] {
  const fields = { domain: row.domain, slo: row.slo, terminal_role: row.terminalRole };
  return Object.entries(fields).flatMap(([name, stated]) => (stated === undefined ? [name] : []));
}
