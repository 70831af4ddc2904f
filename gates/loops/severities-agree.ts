import { loopsWithGaps, severityFor } from '../../src/estate/ask/loops.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'mailroom/state/loop-scopes/LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228.scope.md';

export default defineGate({
  id: 'loops/severities-agree',
  title: 'A loop and the register agree on how bad a gap is',
  why: 'Work is ordered by severity; with two answers the worse gap waits behind the lesser one.',
  fix: 'Write the severity of the register behind the gap, or correct the register.',
  severity: 'error',
  reads: ['loop.scope', 'operational.gaps'],
  unseen: 'Lines that state no severity.',
  examines: (estate) => loopsWithGaps(estate).filter((loop) => loop.gaps.some((gap) => gap.severity)),
  *judge(loop, estate) {
    for (const gap of loop.gaps) {
      const registered = estate.index.gap(gap.id)?.severity;
      if (!gap.severity || !registered || gap.severity.value === registered.value) continue;
      yield {
        severity: severityFor(loop),
        message: `the gap "${gap.id}" is ${gap.severity.value} here and ${registered.value} in the register; expected one answer`,
        at: gap.severity.at,
        related: [{ message: `the register says ${registered.value}`, at: registered.at }],
        key: gap.id,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a line may leave the severity out',
        edits: [
          { file: FILE, find: 'container 105 has no turn [CRITICAL]', replace: 'container 105 has no turn' },
        ],
      },
    ],
    failing: [
      {
        name: 'a tag of another severity',
        edits: [
          {
            file: FILE,
            find: 'container 105 has no turn [CRITICAL]',
            replace: 'container 105 has no turn [«LOW»]',
          },
        ],
      },
    ],
  },
});
