import { listed } from '../../src/estate/ask/describe.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/backup.schedule.yaml';

interface Job extends Entity {
  readonly id: string;
  readonly row: RowAt;
}

export default defineGate<Job>({
  id: 'backups/job-complete',
  title: 'Every job that writes backups says when it runs and how long they are kept',
  why: 'A job without a time never runs, and one without a rule fills the store until none of them does.',
  fix: 'State schedule_cron, and retention or retention_days, in the row of the job in backup.schedule.yaml.',
  severity: 'warning',
  reads: ['backup.schedule'],
  unseen: 'Jobs that are switched off, and drills: they keep nothing.',
  examines: jobs,
  *judge({ id, at, row }) {
    const keeps = ['retention', 'retention_days', 'keep_last'].some((key) => row.has(key));
    const runs = row.has('schedule_cron') || row.has('frequency') || row.has('cron');
    const missing = [...(runs ? [] : ['schedule_cron']), ...(keeps ? [] : ['retention'])];
    if (missing.length > 0)
      yield { at, message: `backup job "${id}" states no ${listed(missing)}; expected both` };
  },
  examples: {
    passing: [
      {
        name: 'days in place of a rule',
        edits: [{ file: FILE, find: 'retention: keep-last=7', replace: 'retention_days: 7' }],
      },
    ],
    failing: [
      {
        name: 'nothing says how long copies are kept',
        edits: [
          { file: FILE, find: '- id: shop-vm-nightly\n', replace: '- id: «shop-vm-nightly»\n' },
          { file: FILE, find: '    retention: keep-last=7\n', replace: '' },
        ],
      },
      {
        name: 'no time',
        edits: [
          { file: FILE, find: '- id: shop-vm-nightly\n', replace: '- id: «shop-vm-nightly»\n' },
          { file: FILE, find: '    schedule_cron: "0 2 * * *"\n', replace: '' },
        ],
      },
    ],
  },
});

function jobs(estate: Estate): Job[] {
  return estate.index.loaded('backup.schedule').flatMap((document) =>
    RowAt.root(document)
      .rows('jobs')
      .flatMap((row) => {
        const id = row.identity('id');
        const isDrill = /drill|restore/i.test(row.text('kind')?.value ?? '');
        if (!id || isDrill || row.flag('enabled') === false) return [];
        return [{ subject: subjectOf('contract', document.file), at: id.at, id: id.value, row }];
      }),
  );
}
