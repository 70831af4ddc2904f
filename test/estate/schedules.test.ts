import { describe, expect, test } from 'vitest';
import { cronPeriodHours } from '../../src/estate/join/backups/cron-period.ts';
import { estateOf } from './two-small-sites.ts';

describe('cronPeriodHours', () => {
  test.each([
    ['0 2 * * *', 'Etc/UTC', 24],
    ['0 2 * * *', 'Europe/Berlin', 25],
    ['30 4 * * 0', 'Etc/UTC', 168],
    ['30 4 * * sun', 'America/New_York', 169],
    ['0 3 * * 1,4', 'Etc/UTC', 96],
    ['0 */6 * * *', 'Europe/Berlin', 6],
    ['*/30 * * * *', 'Etc/UTC', 0.5],
    ['0 1,2 * * *', 'Etc/UTC', 23],
    ['0 8-18 * * 1-5', 'Etc/UTC', 62],
    ['0 4 1 * *', 'Etc/UTC', 744],
    ['@weekly', 'Etc/UTC', 168],
    ['daily', 'Etc/UTC', 24],
    ['0 0 2 * * *', 'Etc/UTC', 24],
    ['0 2 * * *', 'No/Such', 24],
    ['sun 04:00', 'Etc/UTC', 168],
    ['02:30', 'Etc/UTC', 24],
    ['mon..fri 21:00', 'Etc/UTC', 72],
    ['sat..sun 21:00', 'Etc/UTC', 144],
    ['Mon,Thu 1:15', 'Etc/UTC', 96],
    ['saturday', 'Etc/UTC', 168],
    ['*/6:00', 'Etc/UTC', 6],
    ['2,14:00', 'Etc/UTC', 12],
    ['8..18/2:30', 'Etc/UTC', 14],
    ['*/30', 'Etc/UTC', 0.5],
    ['*-*-* 04:00:00', 'Etc/UTC', 24],
    ['Sun *-*-* 04:00:00 Europe/Berlin', 'Etc/UTC', 168],
    ['*-*-01 02:00', 'Etc/UTC', 744],
    ['quarterly', 'Etc/UTC', 2208],
  ])('%s in %s runs at least every %d hours', (cron, zone, hours) => {
    expect(cronPeriodHours(cron, zone)).toBe(hours);
  });

  test.each([
    '',
    'nightly',
    '0 2 * *',
    '25:00',
    'sun *-*-1..7 04:00',
    'a:b',
    '1:2:3:4',
    'mon..',
    '99 2 * * *',
    'daily-primary',
    'constructor',
    '0 3 30 2 *',
    '* * * * * * *',
  ])('%j is no cron expression', (text) => {
    expect(cronPeriodHours(text, 'Etc/UTC')).toBeUndefined();
  });
});

const INVENTORY = (fields: string, more = '') => `
defaults: {timezone: Etc/UTC}
model:
  schedule_classes: {weekly-class: {cron: "0 5 * * 6", timezone: Etc/UTC}}
${more}
targets:
  - {name: t, host: hyper-b, glob: "vzdump-lxc-105-*.tar.zst"${fields}}
`;
const CALENDAR = (events: string) => ({ 'backup.calendar.yaml': `timezone: Etc/UTC\nevents:\n${events}` });
const JOBS = (...jobs: string[]) => ({
  'backup.schedule.yaml': `timezone: Etc/UTC\njobs:\n${jobs.join('\n')}\n`,
});
const NIGHTLY = '  - {id: nightly, kind: vm-vzdump, schedule_cron: "0 2 * * *", inventory_target: t}';
const WEEKLY =
  '  - {id: weekly, schedule_cron: "0 2 * * 0", inventory_targets: [t, u], duration_minutes: 90}';
const EVENT = '  - {id: barge-vzdump-weekly, summary: Barge vzdump, freq: WEEKLY, duration_minutes: 45}';

function targetWith(fields: string, files: Readonly<Record<string, string>>, more = '') {
  return estateOf({ 'backup.inventory.yaml': INVENTORY(fields, more), ...files }).backupTargets[0]!;
}

describe('the period of a target', () => {
  const unit = 'runtime_units: [{unit_id: u, schedule_class: weekly-class, inventory_targets: [t]}]';

  test.each([
    ['a stated cron expression', ', schedule: "0 1 * * *"', {}, '', 24, 1],
    ['a stated job', ', schedule: weekly', JOBS(NIGHTLY, WEEKLY), '', 168, 1.5],
    ['a stated class', ', schedule: weekly-class', JOBS(NIGHTLY), '', 168, 1],
    ['a stated calendar event', ', schedule: barge-vzdump-weekly', CALENDAR(EVENT), '', 168, 0.75],
    ['the job that names it', '', JOBS(NIGHTLY), unit, 24, 1],
    ['the shorter of two jobs', '', JOBS(WEEKLY, NIGHTLY), '', 24, 1],
    ['the class of its unit', '', {}, unit, 168, 1],
    ['the calendar of its site', '', CALENDAR(EVENT), '', 168, 0.75],
  ])('comes from %s', (_, fields, files, more, hours, durationHours) => {
    expect(targetWith(fields, files, more).period).toMatchObject({ hours, durationHours });
  });

  test.each([
    ['a disabled job', JOBS(NIGHTLY.replace('{', '{enabled: false, '))],
    ['a restore drill', JOBS(NIGHTLY.replace('vm-vzdump', 'restore-drill'))],
    ['a job of another target', JOBS(NIGHTLY.replace('inventory_target: t', 'inventory_target: x'))],
    ['an event of another site', CALENDAR(EVENT.replaceAll(/barge/gi, 'mill'))],
    ['an event for virtual machines only', CALENDAR(EVENT.replace('Barge vzdump', 'vzdump of the VMs'))],
    ['an event for another guest', CALENDAR(EVENT.replace('Barge vzdump', 'vzdump of VM 121'))],
    ['an event named for another guest', CALENDAR(EVENT.replace('Barge vzdump', 'hub-b vzdump'))],
    ['an event that is a drill', CALENDAR(EVENT.replace('Barge vzdump', 'vzdump restore drill'))],
    ['an event with a frequency nobody knows', CALENDAR(EVENT.replace('WEEKLY', 'FORTNIGHTLY'))],
  ])('does not come from %s', (_, files) => {
    expect(targetWith('', files).period).toBeUndefined();
  });

  test('an event that names the guest beats one of the whole site', () => {
    const events = `${EVENT}\n  - {id: barge-vzdump-105, summary: LXC 105 vzdump, freq: DAILY}`;
    expect(targetWith('', CALENDAR(events)).period?.hours).toBe(24);
  });

  test.each([
    ['DAILY, byhour: [1, 13]', 12],
    ['WEEKLY, byday: [MO, TH]', 96],
    ['WEEKLY, byday: SU', 168],
    ['DAILY, interval: 2, byhour: [1, 13]', 48],
  ])('an event of %s', (freq, hours) => {
    const event = `  - {id: barge-vzdump, freq: ${freq}}`;
    expect(targetWith('', CALENDAR(event)).period?.hours).toBe(hours);
  });

  test('a schedule that nobody knows dangles', () => {
    const target = targetWith(', schedule: nightly-class', {});
    expect([target.danglingSchedule?.value, target.period]).toEqual(['nightly-class', undefined]);
  });

  test('a job without a time of its own runs at that of its class', () => {
    const files = JOBS('  - {id: j, schedule_class: weekly-class, inventory_target: t}');
    expect(targetWith('', files).period?.hours).toBe(168);
  });
});
