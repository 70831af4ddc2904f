import { loopsById, loopsWithGaps } from '../../src/estate/ask/loops.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Gap, Loop } from '../../src/estate/model/loop.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'mailroom/state/loop-scopes/LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228.scope.md';
const REGISTER = 'ops/bindings/operational.gaps.yaml';

export default defineGate<Loop | Gap>({
  id: 'loops/links-both-ways',
  title: 'A gap names the loop that links it, and a loop links the gaps that name it',
  why: 'With a link one way, closing the loop leaves the gap to a loop that does not know of it, or the gap is closed without the loop.',
  fix: 'Write the loop into parent_loop of the gap, or list the gap in the scope of the loop that it names.',
  severity: 'warning',
  reads: ['loop.scope', 'operational.gaps'],
  unseen: 'A gap whose loop has no scope file here: its file may have been archived.',
  examines: (estate) => [
    ...loopsWithGaps(estate),
    ...estate.gaps.filter((gap) => gap.parentLoops.length > 0),
  ],
  judge: (entity, estate) => ('gaps' in entity ? unrequited(entity, estate) : unlisted(entity, estate)),
  examples: {
    passing: [
      {
        name: 'a gap may name a loop that has no scope file',
        edits: [
          {
            file: REGISTER,
            find: '    status: open\n    fixed_in: null\n    notes: ""',
            replace:
              '    status: open\n    fixed_in: null\n    parent_loop: LOOP-LONG-GONE-20240101\n    notes: ""',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the gap names another loop',
        edits: [
          { file: FILE, find: '- GAP-OP-1037:', replace: '- «GAP-OP-1037»:' },
          {
            file: REGISTER,
            from: '    status: fixed\n    fixed_in: "5c90be1"\n    fixed_at: 2026-01-14\n    parent_loop: LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228\n    owner: "@operator"\n    notes: ""\n  - id: GAP-OP-1038',
            to: '\n    discovered_by',
            replace:
              '    status: fixed\n    fixed_in: "5c90be1"\n    parent_loop: LOOP-ELSEWHERE-20260101\n  - id: GAP-OP-1038',
          },
        ],
      },
      {
        name: 'the loop does not list a gap that names it',
        edits: [
          {
            file: REGISTER,
            find: '    status: open\n    fixed_in: null\n    notes: ""',
            replace:
              '    status: open\n    fixed_in: null\n    parent_loop: «LOOP-NAS-ORDER-20251203»\n    notes: ""',
          },
        ],
      },
    ],
  },
});

function* unrequited(loop: Loop, estate: Estate): Iterable<Breach> {
  for (const { id, at } of loop.gaps) {
    const gap = estate.index.gap(id);
    if (!gap || gap.parentLoops.some(({ value }) => value.toUpperCase() === loop.id.toUpperCase())) continue;
    const named = gap.parentLoops[0];
    const says = named ? `names the loop "${named.value}"` : 'names no loop';
    const message = `loop "${loop.id}" links the gap "${id}", which ${says}; expected its parent_loop to be this one`;
    yield {
      message,
      at,
      key: id,
      related: [{ message: 'its row in the register', at: named?.at ?? gap.at }],
    };
  }
}

function* unlisted(gap: Gap, estate: Estate): Iterable<Breach> {
  for (const { value, at } of gap.parentLoops) {
    const loops = loopsById(estate).get(value.toUpperCase()) ?? [];
    const first = loops[0];
    if (!first || loops.some((loop) => loop.gaps.some(({ id }) => id === gap.id))) continue;
    const message = `gap "${gap.id}" names the loop "${value}", which does not link it; expected it in the scope of the loop`;
    yield { message, at, key: value, related: [{ message: 'the loop', at: first.at }] };
  }
}
