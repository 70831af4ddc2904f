import { listed } from '../../src/estate/ask/describe.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Capability>({
  id: 'contracts/capability-safety-stated',
  title: 'Every capability says what it may change, who has to agree and whether it is ready',
  why: 'Whatever runs a capability asks these words whether it may; where they are missing it guesses.',
  fix: 'State safety (read-only, mutating or destructive) and approval (auto or manual) and lifecycle of the capability.',
  severity: 'warning',
  reads: ['capabilities'],
  examines: (estate) => estate.capabilities,
  *judge({ id, at, safety, approval, lifecycle }) {
    const missing = Object.entries({ safety, approval, lifecycle }).flatMap(([key, stated]) =>
      stated ? [] : [key],
    );
    if (missing.length > 0)
      yield { at, message: `capability "${id}" states no ${listed(missing)}; expected all three` };
  },
  examples: {
    passing: [
      {
        name: 'a word of the estate',
        edits: [
          {
            file: FILE,
            find: 'command: "gates nas stop"\n    cwd: "$SPINE_CODE"\n    safety: destructive',
            replace: 'command: "gates nas stop"\n    cwd: "$SPINE_CODE"\n    safety: hazardous',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'nobody says whether it changes anything',
        edits: [
          { file: FILE, find: '  nas.shutdown:\n', replace: '  «nas.shutdown»:\n' },
          {
            file: FILE,
            find: 'command: "gates nas stop"\n    cwd: "$SPINE_CODE"\n    safety: destructive\n',
            replace: 'command: "gates nas stop"\n    cwd: "$SPINE_CODE"\n',
          },
        ],
      },
    ],
  },
});
