import { listed } from '../../src/estate/ask/describe.ts';
import type { GateScript } from '../../src/estate/model/pack.ts';
import { defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';

export default defineGate<GateScript>({
  id: 'gate-scripts/described',
  title: 'Every gate in service has a name, a category and a severity',
  why: 'A failure is sorted and handed on by them; without them it is a number that nobody knows.',
  fix: 'State name, category and severity of the gate in gate.registry.yaml.',
  severity: 'warning',
  reads: ['gate.registry'],
  examines: (estate) => estate.gateScripts.filter((gate) => !gate.retired),
  *judge({ id, at, name, category, severity }) {
    const missing = Object.entries({ name, category, severity }).flatMap(([key, stated]) =>
      stated ? [] : [key],
    );
    if (missing.length > 0)
      yield { at, message: `gate "${id}" states no ${listed(missing)}; expected all three` };
  },
  examples: {
    passing: [
      {
        name: 'a retired gate keeps only its number',
        edits: [
          { file: REGISTRY, find: '{id: D100, name: reserved, category: retired,', replace: '{id: D100,' },
        ],
      },
    ],
    failing: [
      {
        name: 'a gate without a severity',
        edits: [
          { file: REGISTRY, find: '- id: D139\n', replace: '- id: «D139»\n' },
          {
            file: REGISTRY,
            find: 'probed, stoppable and startable\n    severity: critical\n',
            replace: 'probed, stoppable and startable\n',
          },
        ],
      },
    ],
  },
});
