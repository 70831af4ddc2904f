import type { Waiver } from '../../src/config/waivers.ts';
import { type WaiverFile, waiverFiles } from '../../src/estate/ask/waivers.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'gate.waivers.yaml';
const ROW = (fields: string) => `version: 1\nwaivers:\n  - ${fields}\n`;

export default defineGate<WaiverFile>({
  id: 'waivers/permitted',
  title: 'Every waiver can be read, and is of a gate that may be waived',
  why: 'Whoever wrote it believes that the risk is accepted; it is not, and the finding stands.',
  fix: 'Correct the row, or delete it and mend the finding.',
  severity: 'error',
  reads: ['gate.waivers'],
  unseen: 'Rows that do not fit the schema: contracts/fit-schema reports them, and they have no effect.',
  examines: waiverFiles,
  *judge({ waivers }) {
    for (const { gate, kind, message, at } of waivers.flatMap(refusalsOf)) {
      if (kind === 'malformed' || kind === 'unwaivable') yield { message, at, key: `${kind} ${gate}` };
    }
  },
  examples: {
    passing: [
      {
        name: 'a waiver with owner, reason and end',
        edits: [
          {
            file: FILE,
            content: ROW(
              '{gate: guests/placed, subject: guest home/*, owner: "@op", reason: "Moves soon.", expires: "2026-02-01"}',
            ),
          },
        ],
      },
    ],
    failing: [
      {
        name: 'an end that is no date',
        edits: [
          {
            file: FILE,
            content: ROW(
              '{gate: guests/placed, subject: guest home/105, owner: "@op", reason: "Moves soon.", expires: «"next spring"»}',
            ),
          },
        ],
      },
      {
        name: 'a subject of no known kind',
        edits: [
          {
            file: FILE,
            content: ROW(
              '{gate: guests/placed, subject: «vm 105», owner: "@op", reason: "Moves soon.", expires: 2026-02-01}',
            ),
          },
        ],
      },
      {
        name: 'a gate that is never waived',
        edits: [
          {
            file: FILE,
            content: ROW(
              '{gate: «guests/placed», subject: guest home/105, owner: "@op", reason: "Moves soon.", expires: 2026-02-01}',
            ),
          },
          { file: 'gates.yaml', content: 'now: 2026-01-15T12:00:00Z\nunwaivable: [guests/*]\n' },
        ],
      },
    ],
  },
});

const refusalsOf = ({ gate, refusals }: Waiver) => refusals.map((refusal) => ({ ...refusal, gate }));
