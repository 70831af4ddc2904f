import { listed } from '../../src/estate/ask/describe.ts';
import { cronPeriodHours } from '../../src/estate/join/backups/cron-period.ts';
import { keepsZero } from '../../src/estate/join/backups/retention.ts';
import { CRON_KEYS } from '../../src/estate/join/backups/schedules.ts';
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

const KEEP_KEYS = ['retention', 'retention_days', 'keep_last'];

const WANTED = {
  schedule_cron: 'the time of its runs',
  retention: 'how long its copies are kept',
} as const;

export default defineGate<Job>({
  id: 'backups/job-complete',
  title: 'Every job that writes backups says when it runs and how long they are kept',
  why: 'A job without a time never runs, and one without a rule fills the store until none of them does.',
  fix: 'State schedule_cron, and retention or retention_days, in the row of the job in backup.schedule.yaml.',
  severity: 'warning',
  reads: ['backup.schedule'],
  unseen: 'Jobs that are switched off, and those that keep nothing: drills, checks and monitors.',
  examines: jobs,
  *judge({ id, at, row }) {
    const keeps = KEEP_KEYS.some((key) => row.has(key));
    const runs = [...CRON_KEYS, 'frequency'].some((key) => row.has(key));
    const missing = [
      ...(runs ? [] : (['schedule_cron'] as const)),
      ...(keeps ? [] : (['retention'] as const)),
    ];
    if (missing.length > 0)
      yield {
        at,
        message: `backup job "${id}" states no ${listed(missing)}; expected ${listed(missing.map((key) => WANTED[key]))}`,
      };
    const rules = KEEP_KEYS.flatMap((key) => row.text(key) ?? []);
    if (rules.length > 0 && rules.every(({ value }) => isNoRule(value)))
      yield {
        at: rules[0]!.at,
        key: 'rule',
        message: `backup job "${id}" has the rule "${rules[0]!.value}", which does not say when a copy goes; expected a rule such as "keep-last=7" or a number of days above 0`,
      };
    const time = row.text(...CRON_KEYS);
    if (time && cronPeriodHours(time.value, 'UTC') === undefined)
      yield {
        at: time.at,
        key: 'time',
        message: `backup job "${id}" runs at "${time.value}", which is no time that can be read; expected a cron expression such as "30 2 * * *"`,
      };
  },
  examples: {
    passing: [
      {
        name: 'a rule that says to keep all, and a class of rules',
        edits: [
          { file: FILE, find: 'retention: keep-last=7', replace: 'retention: keep-all' },
          { file: FILE, find: 'retention: keep-last=5', replace: 'retention: "keep-last=0,keep-daily=5"' },
          { file: FILE, find: 'retention: keep-last=4', replace: 'retention: grandfathers' },
        ],
      },
      {
        name: 'days in place of a rule',
        edits: [{ file: FILE, find: 'retention: keep-last=7', replace: 'retention_days: 7' }],
      },
      {
        name: 'a calendar event of systemd',
        edits: [{ file: FILE, find: 'schedule_cron: "0 2 * * *"', replace: 'oncalendar: "*-*-* 02:00"' }],
      },
      {
        name: 'a job that watches and keeps nothing',
        edits: [
          {
            file: FILE,
            find: '\njobs:\n',
            replace:
              '\njobs:\n  - {id: shop-watch, enabled: true, kind: health-monitor, stack: edge, host: pve, schedule_cron: "0 * * * *", alert_on_degraded: true}\n',
          },
        ],
      },
      {
        name: 'a job that is switched off',
        edits: [
          {
            file: FILE,
            find: '\njobs:\n',
            replace: '\njobs:\n  - {id: shop-old, enabled: false, kind: vm-vzdump, host: pve}\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'rules by which nothing goes, or all',
        edits: [
          { file: FILE, find: 'retention: keep-last=7', replace: 'retention: «keep-last=0»' },
          { file: FILE, find: 'retention: keep-last=5', replace: 'retention_days: «0»' },
          { file: FILE, find: 'retention: keep-last=4', replace: 'retention: «forever»' },
        ],
      },
      {
        name: 'nothing says how long copies are kept',
        edits: [
          { file: FILE, find: '- id: shop-vm-nightly\n', replace: '- id: «shop-vm-nightly»\n' },
          { file: FILE, find: '    retention: keep-last=7\n', replace: '' },
        ],
      },
      {
        name: 'an hour that no day has',
        edits: [{ file: FILE, find: 'schedule_cron: "0 2 * * *"', replace: 'schedule_cron: «"0 25 * * *"»' }],
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

/** Zero copies or days, and words of people for all of them; `keep-all` and `none` are words of tools. */
const isNoRule = (text: string): boolean =>
  keepsZero(text) ||
  /^(?:for-?ever|for all time|eternal(?:ly)?|infinite(?:ly)?|unlimited|indefinite(?:ly)?|always)$/i.test(
    text.trim(),
  );

/** Kinds of jobs that write no copies. */
const KEEPS_NOTHING = /drill|restore|monitor|health|check|verif|prune|report|alert/i;

function jobs(estate: Estate): Job[] {
  return estate.index.loaded('backup.schedule').flatMap((document) =>
    RowAt.root(document)
      .rows('jobs')
      .flatMap((row) => {
        const id = row.identity('id');
        if (!id || KEEPS_NOTHING.test(row.text('kind')?.value ?? '') || row.flag('enabled') === false)
          return [];
        return [{ subject: subjectOf('contract', document.file), at: id.at, id: id.value, row }];
      }),
  );
}
