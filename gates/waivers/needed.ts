import { covers } from '../../src/config/waive.ts';
import type { Waiver } from '../../src/config/waivers.ts';
import { type WaiverFile, waiverFiles } from '../../src/estate/ask/waivers.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { defineGate, type LawFindings } from '../../src/gate/gate.ts';

const FILE = 'gate.waivers.yaml';
const PLACEMENT = 'ops/bindings/infra.storage.placement.policy.yaml';
const OF = (gate: string) =>
  `waivers:\n  - {gate: ${gate}, subject: guest home/105, owner: "@op", reason: "Moves soon.", expires: 2026-02-01}\n`;

export default defineGate<WaiverFile>({
  id: 'waivers/needed',
  title: 'Every waiver accepts a finding that is there',
  why: 'A dead waiver waits for the next finding of its kind and swallows it before anybody has seen it.',
  fix: 'Delete the row.',
  severity: 'warning',
  reads: ['gate.waivers'],
  clock: true,
  unseen: 'Waivers of closure laws, and those that have no effect for another reason.',
  needs: (estate) => estate.waivers.map(({ waiver }) => waiver.gate),
  examines: waiverFiles,
  *judge({ waivers }, _, laws) {
    for (const waiver of waivers) {
      if (waiver.refusals.length === 0) yield* deadIn(waiver, laws);
    }
  },
  examples: {
    passing: [
      {
        name: 'it accepts a finding',
        edits: [
          { file: FILE, content: OF('guests/placed') },
          { file: PLACEMENT, find: 'vmid: 105', replace: 'vmid: 199' },
        ],
      },
    ],
    failing: [
      { name: 'the finding is gone', edits: [{ file: FILE, content: OF('«guests/placed»') }] },
      { name: 'no gate has that name', edits: [{ file: FILE, content: OF('«guests/palced»') }] },
    ],
  },
});

function* deadIn(waiver: Waiver, laws: LawFindings) {
  const { gate, at } = waiver;
  const run = laws.run(gate);
  if (!run && !laws.known.includes(gate)) {
    const near = nearest(gate, laws.known);
    const message = `the waiver is of "${gate}", and there is no such gate${near ? `; did you mean "${near}"?` : ''}`;
    yield { message, at, key: gate };
  }
  if (!run || run.stopped || laws.findings(gate).some((finding) => covers(waiver, finding))) return;
  const about = waiver.subject ?? waiver.fingerprint ?? '';
  const message = `the waiver of "${gate}" for "${about}" accepts nothing: no finding matches it`;
  yield { message, at, key: `${gate} ${about}` };
}
