import type { Waiver } from '../../src/config/waivers.ts';
import { type WaiverFile, waiverFiles } from '../../src/estate/ask/waivers.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'gate.waivers.yaml';
const UNTIL = (expires: string) =>
  `waivers:\n  - {gate: guests/placed, subject: guest home/105, owner: "@op", reason: "Moves soon.", expires: ${expires}}\n`;

export default defineGate<WaiverFile>({
  id: 'waivers/current',
  title: 'Every waiver has not expired and expires soon enough',
  why: 'A risk was accepted for a time; past that time, or without one that anybody will live to see, nobody has decided about it.',
  fix: 'Mend what was waived and delete the row, or have its owner decide again and write a new end.',
  severity: 'error',
  reads: ['gate.waivers'],
  clock: true,
  examines: waiverFiles,
  *judge({ waivers }) {
    for (const { gate, kind, message, at } of waivers.flatMap(refusalsOf)) {
      if (kind === 'expired' || kind === 'too-far') yield { message, at, key: `${kind} ${gate}` };
    }
  },
  examples: {
    passing: [{ name: 'today is its last day', edits: [{ file: FILE, content: UNTIL('2026-01-15') }] }],
    failing: [
      { name: 'it ended yesterday', edits: [{ file: FILE, content: UNTIL('«2026-01-14»') }] },
      { name: 'it ends in a year', edits: [{ file: FILE, content: UNTIL('«2027-01-15»') }] },
      {
        name: 'it ends later than the configuration allows',
        edits: [
          { file: FILE, content: UNTIL('«2026-02-15»') },
          { file: 'gates.yaml', content: 'now: 2026-01-15T12:00:00Z\nwaivers: {max_days: 30}\n' },
        ],
      },
    ],
  },
});

const refusalsOf = ({ gate, refusals }: Waiver) => refusals.map((refusal) => ({ ...refusal, gate }));
