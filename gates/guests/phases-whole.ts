import { listed } from '../../src/estate/ask/describe.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

interface PhaseRow extends Entity {
  readonly row: RowAt;
}

export default defineGate<PhaseRow>({
  id: 'guests/phases-whole',
  title: 'Every phase says its number and its site, and starts something',
  why: 'A phase of no site is started at none, and one without a number comes wherever the reader puts it.',
  fix: 'State phase, site and hosts of the phase in startup.sequencing.yaml.',
  severity: 'warning',
  reads: ['startup.sequencing'],
  examines: phaseRows,
  *judge({ row, at }) {
    const missing = ['phase', 'site'].filter((key) => !row.has(key));
    if (row.rows('hosts').length === 0) missing.push('hosts');
    const name = row.text('label')?.value ?? row.text('phase')?.value ?? '';
    if (missing.length > 0)
      yield { at, message: `phase "${name}" states no ${listed(missing)}; expected all three`, key: name };
  },
  examples: {
    passing: [
      {
        name: 'a number as text',
        edits: [{ file: FILE, find: '- phase: 11\n', replace: '- phase: 11.5\n' }],
      },
    ],
    failing: [
      {
        name: 'a phase of no site',
        edits: [
          {
            file: FILE,
            find: '  - phase: 11\n    site: home\n    label: "Hypervisor"\n',
            replace:
              '  - «phase: 11\n    label: "Hypervisor"\n    hosts:\n      - target: pve-home\n        wait_after_sec: 60\n        health_probes: ["https://198.51.100.10:8006/"]»\n  - phase: 111\n    site: home\n    label: "Again"\n',
          },
        ],
      },
    ],
  },
});

function phaseRows(estate: Estate): PhaseRow[] {
  return estate.index.loaded('startup.sequencing').flatMap((document) =>
    RowAt.root(document)
      .rows('phases')
      .map((row) => {
        const site = row.text('site')?.value;
        const known = site !== undefined && estate.index.site(site) !== undefined;
        const subject = known ? subjectOf('site', site) : subjectOf('contract', document.file);
        return { subject, at: row.here, row, ...(known && { site }) };
      }),
  );
}
