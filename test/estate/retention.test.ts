import { describe, expect, test } from 'vitest';
import { estateOf, textAt } from './two-small-sites.ts';

const JOB = (fields: string) => ({
  'backup.schedule.yaml': `jobs: [{id: j, host: hyper-b, schedule_cron: "0 1 * * *", ${fields}}]`,
});

const rulesOf = (files: Readonly<Record<string, string>>) =>
  estateOf(files).retention.map(({ text, sites }) => `${text} @${sites.join('+')}`);

describe('a rule', () => {
  test.each([
    ['retention: keep-last=2', 'retention keep-last=2'],
    ['retention_days: 14', 'retention_days 14'],
    ['retention: {keep_daily: 7}', 'retention {"keep_daily":7}'],
    ['prune-backups: keep-last=3', 'prune-backups keep-last=3'],
    ['keep_last: "4"', 'keep_last 4'],
    ['kind: backup-prune', 'kind backup-prune'],
  ])('is %s', (fields, text) => {
    expect(rulesOf(JOB(fields))).toEqual([`job "j": ${text} @barge`]);
  });

  test.each([
    'retention: null',
    'retention: none',
    'retention: keep-all=1',
    'retention_days: 0',
    'prune: false',
    'retention: {}',
    'retention_note: kept by hand',
    'retention_days: 7, enabled: false',
    'max_total_gb: 50, max_file_count: 9',
  ])('is not %s', (fields) => {
    expect(rulesOf(JOB(fields))).toEqual([]);
  });

  test('stands at its value', () => {
    const estate = estateOf(JOB('retention_days: 14'));
    expect(textAt(estate, estate.retention[0]!.at)).toBe('14');
  });
});

describe('the sites of a rule', () => {
  const target = '{name: t, host: disk-m, guests: [barge/105]';

  test('of a job are those of the targets that it writes, not that of its host', () => {
    const files = { 'backup.inventory.yaml': `targets: [${target}}]` };
    const job = JOB('retention_days: 5, inventory_targets: [t]');
    expect(
      rulesOf({
        ...files,
        'backup.schedule.yaml': job['backup.schedule.yaml'].replace('hyper-b', 'hyper-m'),
      }),
    ).toEqual(['job "j": retention_days 5 @barge']);
  });

  test('of a target are its own', () => {
    expect(rulesOf({ 'backup.inventory.yaml': `targets: [${target}, retention: keep-last=2}]` })).toEqual([
      'target "t": retention keep-last=2 @barge',
    ]);
  });

  test('of a lane are those of its units, else of its hosts', () => {
    const lanes = 'model: {destination_lanes: {l: {host: disk-m, keep_last: 3}}}';
    expect(rulesOf({ 'backup.inventory.yaml': `${lanes}\ntargets: []` })).toEqual([
      'lane "l": keep_last 3 @mill',
    ]);
    const units = 'runtime_units: [{unit_id: u, hostname: dns-b, destination_lane: l}]';
    expect(rulesOf({ 'backup.inventory.yaml': `${lanes}\n${units}\ntargets: []` })).toEqual([
      'lane "l": keep_last 3 @barge',
    ]);
  });

  test('of the defaults are those of all enabled targets', () => {
    const text = `defaults: {retention_days: 9}\ntargets: [${target}}, {name: off, enabled: false, guests: [mill/221]}]`;
    expect(rulesOf({ 'backup.inventory.yaml': text })).toEqual([
      'defaults "defaults": retention_days 9 @barge',
    ]);
  });
});
