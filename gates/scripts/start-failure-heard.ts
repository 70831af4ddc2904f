import { aboutStep, insideOf, startingScripts } from '../../src/estate/ask/script-course.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { type UnheardStart, unheardStarts } from '../../src/scripts/power/unheard-starts.ts';

const MAINTENANCE = 'ops/plugins/infra/bin/infra-proxmox-maintenance';
const START = '  remote "$host" "$tool" start "$id"\n  wait_state "$host" "$tool" "$id" running 120\n';

export default defineGate<Script>({
  id: 'scripts/start-failure-heard',
  title: 'A guest that does not start is noticed by the script that starts it',
  why: 'The window reports success, the name server or the file server of the site stays off, and the next guest starts into its absence.',
  fix: 'Let the failure end the run or be counted, or wait behind the start until the guest runs.',
  severity: 'error',
  reads: [],
  scripts: { triggers: ['qm', 'pct', 'pvesh'] },
  unseen: 'A check in another script, and a start without set -e whose message still reaches the screen.',
  examines: startingScripts,
  *judge(script) {
    for (const { start, by } of unheardStarts(script.facts.text)) {
      yield {
        ...aboutStep(start.step, 'unheard-start', by),
        message: `${insideOf(start.step)}the failure of the start ${HOWS[by] ?? HOWS.swallowed}, and nothing looks at the guest afterwards; expected it to be heard`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a failure that is swallowed, with a wait behind it that can fail',
        edits: [
          {
            file: MAINTENANCE,
            find: START,
            replace: START.replace('start "$id"\n', 'start "$id" || true\n'),
          },
        ],
      },
      {
        name: 'failures are counted',
        edits: [
          {
            file: MAINTENANCE,
            find: START,
            replace: '  remote "$host" "$tool" start "$id" || failed=$((failed + 1))\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a failure that counts as success',
        edits: [
          { file: MAINTENANCE, find: START, replace: '  «remote "$host" "$tool" start "$id"» || true\n' },
        ],
      },
      {
        name: 'a failure that nobody sees while set -e is switched off',
        edits: [
          {
            file: MAINTENANCE,
            find: START,
            replace: '  set +e\n  «remote "$host" "$tool" start "$id"» >/dev/null 2>&1\n  set -e\n',
          },
        ],
      },
      {
        name: 'a script without set -e that throws the message away',
        edits: [
          {
            file: 'ops/bin/wake-all',
            content:
              '#!/bin/sh\nfor id in "$@"; do\n  «qm start "$id"» 2>/dev/null\n  «pct start "$id"» 2>/dev/null\ndone\necho done\n',
          },
        ],
      },
    ],
  },
});

const HOWS: Readonly<Partial<Record<UnheardStart['by'], string>>> = {
  swallowed: 'counts as success',
  'switched-off': 'is passed over while set -e is switched off',
  silenced: 'leaves neither message nor exit code',
};
