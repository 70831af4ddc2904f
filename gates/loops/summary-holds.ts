import { severitiesOf, severityFor } from '../../src/estate/ask/loops.ts';
import type { Loop } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'mailroom/state/loop-scopes/LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228.scope.md';

export default defineGate<Loop>({
  id: 'loops/summary-holds',
  title: 'The severity summary of a loop equals the list of its gaps',
  why: 'A loop is planned and closed by its summary; a wrong one hides how much of the worst is still to do.',
  fix: 'Count again: write the number of listed gaps of each severity, as the register states it.',
  severity: 'error',
  reads: ['loop.scope', 'operational.gaps'],
  unseen: 'A summary under a heading that does not speak of severity.',
  examines: (estate) => estate.loops.filter((loop) => loop.summary),
  *judge(loop, estate) {
    const { known, unknown } = severitiesOf(estate, loop);
    const severity = severityFor(loop);
    const stated = new Set<string>();
    for (const count of loop.summary!.counts) {
      const listed = known.get(count.severity) ?? 0;
      stated.add(count.severity);
      if (count.claimed >= listed && count.claimed <= listed + unknown) continue;
      const message = `the severity summary says ${count.claimed} ${count.severity}; the loop lists ${listed}`;
      yield { severity, message, at: count.at, key: count.severity };
    }
    for (const [name, listed] of known) {
      if (listed === 0 || stated.has(name)) continue;
      const message = `the severity summary says nothing of ${name}; the loop lists ${listed}`;
      yield { severity, message, at: loop.summary!.at, key: name };
    }
  },
  examples: {
    passing: [
      {
        name: 'a table says the same',
        edits: [
          {
            file: FILE,
            find: '- CRITICAL: 10\n- HIGH: 10\n- MEDIUM: 6',
            replace: '| Severity | Gaps |\n|---|---|\n| Critical | 10 |\n| High | 10 |\n| Medium | 6 |',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'two numbers are wrong',
        edits: [
          {
            file: FILE,
            find: '- CRITICAL: 10\n- HIGH: 10\n- MEDIUM: 6',
            replace: '- CRITICAL: «11»\n- HIGH: 10\n- MEDIUM: «5»',
          },
        ],
      },
      {
        name: 'a severity is left out',
        edits: [
          { file: FILE, find: '## Severity Summary', replace: '## «Severity Summary»' },
          { file: FILE, find: '- MEDIUM: 6\n', replace: '' },
        ],
      },
    ],
  },
});
