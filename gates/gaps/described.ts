import { listed } from '../../src/estate/ask/describe.ts';
import type { Gap } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const GAPS = 'ops/bindings/operational.gaps.yaml';

export default defineGate<Gap>({
  id: 'gaps/described',
  title: 'Every gap says how severe it is and whether it is open',
  why: 'A gap without a severity is sorted last, and one without a status is neither worked on nor proven.',
  fix: 'State severity and status of the gap in operational.gaps.yaml.',
  severity: 'warning',
  reads: ['operational.gaps'],
  examines: (estate) => estate.gaps,
  *judge({ id, at, severity, status }) {
    const missing = Object.entries({ severity, status }).flatMap(([name, stated]) => (stated ? [] : [name]));
    if (missing.length > 0) {
      yield {
        at,
        message: `gap "${id}" states no ${listed(missing)} that is known; expected both`,
        key: missing.join(),
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'words in capitals',
        edits: [
          {
            file: GAPS,
            find: 'severity: critical\n    status: fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
            replace:
              'severity: CRITICAL\n    status: Fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no severity',
        edits: [
          { file: GAPS, find: '- id: GAP-OP-871\n', replace: '- id: «GAP-OP-871»\n' },
          {
            file: GAPS,
            find: '    severity: critical\n    status: fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
            replace: '    status: fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
          },
        ],
      },
    ],
  },
});
