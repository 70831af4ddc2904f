import type { GateScript } from '../../src/estate/model/pack.ts';
import { defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';

export default defineGate<GateScript>({
  id: 'gate-scripts/inline-or-script',
  title: 'A gate that the runner checks itself names no script of its own',
  why: 'Of two places that claim to check, the runner uses one, and the other is mended when the check is wrong.',
  fix: 'Set inline: false, or take check_script away.',
  severity: 'warning',
  reads: ['gate.registry'],
  examines: (estate) => estate.gateScripts.filter((gate) => !gate.retired),
  *judge({ id, at, inline, checkScript }) {
    if (!inline || !checkScript) return;
    yield {
      at: checkScript.at,
      message: `gate "${id}" is inline and names the script "${checkScript.value}"; expected one of the two`,
      related: [{ message: 'the gate', at }],
    };
  },
  examples: {
    passing: [{ name: 'gates with a script each', edits: [] }],
    failing: [
      {
        name: 'inline, with a script',
        edits: [
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d139-nas-governed.sh\n    fix_hint: Add the row that the message names.\n    inline: false',
            replace:
              'check_script: «surfaces/verify/d139-nas-governed.sh»\n    fix_hint: Add the row that the message names.\n    inline: true',
          },
        ],
      },
    ],
  },
});
