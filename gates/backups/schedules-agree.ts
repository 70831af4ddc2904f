import { listed } from '../../src/estate/ask/describe.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { quoted } from '../../src/finding/printable.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const SCHEDULE = 'ops/bindings/backup.schedule.yaml';
const CALENDAR = 'ops/bindings/backup.calendar.yaml';
const INVENTORY = 'ops/bindings/backup.inventory.yaml';

const JOB = 'backup job';

/** When something runs, as far as a contract tells: how often, and at what time of the day in which zone. */
interface Times {
  readonly row: RowAt;
  readonly what: string;
  /** Its own id, where it shares the name of its class. */
  readonly name: string;
  readonly often?: string;
  readonly time?: string;
  readonly zone: string;
}

interface Name extends Entity {
  readonly id: string;
  readonly all: readonly Times[];
}

export default defineGate<Name>({
  id: 'backups/schedules-agree',
  title: 'A backup job, the class that it names and the calendar event of its name tell the same time',
  why: 'Somebody who looks at the calendar waits for a copy at an hour at which none is written, and judges its age by a period that is not its own.',
  fix: 'State the time of the job in its schedule class and in its calendar event as well.',
  severity: 'warning',
  reads: ['backup.schedule', 'backup.calendar', 'backup.inventory'],
  unseen:
    'Times with lists or steps, the time of the day where jobs of one class run at several, the day of a week or month, and rows that count in different time zones.',
  examines: names,
  *judge({ all: [first, ...others] }) {
    for (const other of others) {
      const differing = [
        ...(differ(first!.often, other.often) ? [`runs ${other.often}, not ${first!.often}`] : []),
        ...(first!.zone === other.zone && differ(first!.time, other.time)
          ? [`runs at ${other.time}, not at ${first!.time}`]
          : []),
      ];
      if (differing.length === 0) continue;
      yield {
        at: other.row.here,
        key: other.what,
        message: `${called(other)} ${listed(differing)}; expected the time of ${called(first!)}`,
        related: [{ message: called(first!), at: first!.row.here }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a job that runs on several days, which no event can tell',
        edits: [
          {
            file: SCHEDULE,
            find: 'schedule_cron: "30 1 * * *"',
            replace: 'schedule_cron: "30 1 * * 1-5"',
          },
        ],
      },
      {
        name: 'jobs of one class that run one after the other',
        edits: [
          {
            file: SCHEDULE,
            find: '  - id: shop-app-nightly\n',
            replace:
              '  - {id: shop-app-early, enabled: true, kind: health-monitor, host: media-a, schedule_cron: "0 0 * * *", schedule_class: shop-app-nightly}\n  - id: shop-app-nightly\n',
          },
        ],
      },
      {
        name: 'a calendar in another time zone',
        edits: [
          { file: CALENDAR, find: 'timezone: "Etc/UTC"', replace: 'timezone: "Europe/Berlin"' },
          { file: CALENDAR, find: '    byhour: 1\n', replace: '    byhour: 2\n' },
        ],
      },
    ],
    failing: [
      {
        name: 'an event that has the name of a job, whose class has another',
        edits: [
          { file: SCHEDULE, find: '  - id: shop-app-nightly\n', replace: '  - id: shop-exports\n' },
          {
            file: CALENDAR,
            find: '  - {id: home-app-nightly,',
            replace:
              '  - «{id: shop-exports, summary: "Shop: exports", freq: DAILY, byhour: 4, byminute: 30}»\n  - {id: home-app-nightly,',
          },
        ],
      },
      {
        name: 'an event that kept the old hour',
        edits: [
          {
            file: CALENDAR,
            find: '  - id: "shop-app-nightly"',
            replace:
              '  - «id: "shop-app-nightly"\n    summary: "Shop: application exports"\n    freq: "DAILY"\n    byhour: 3\n    byminute: 30\n    duration_minutes: 20»\n  - id: "shop-app-nightly-old"',
          },
        ],
      },
      {
        name: 'a class that runs once a week',
        edits: [
          {
            file: INVENTORY,
            find: 'shop-app-nightly: {cron: "30 1 * * *"',
            replace: '«shop-app-nightly»: {cron: "30 1 * * 0"',
          },
        ],
      },
    ],
  },
});

const differ = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

/** What carries one name: the job first, then its class, then its event. */
function names(estate: Estate): Name[] {
  const rows = (kind: 'backup.schedule' | 'backup.calendar' | 'backup.inventory') =>
    estate.index.loaded(kind).map(RowAt.root);
  const found = [
    ...rows('backup.schedule').flatMap((root) => root.rows('jobs').flatMap((row) => job(row, root))),
    ...rows('backup.inventory').flatMap((root) =>
      root
        .child('model')
        .rows('schedule_classes')
        .flatMap((row) => scheduleClass(row, root)),
    ),
    ...rows('backup.calendar').flatMap((root) => root.rows('events').flatMap((row) => event(row, root))),
  ];
  return [...groupByNames(found, ({ id }) => [id])].flatMap(([id, all]) => {
    const { here } = all[0]!.times.row;
    const times = staggered(all.map((one) => one.times));
    return times.length < 2 ? [] : [{ subject: subjectOf('contract', here.file), at: here, id, all: times }];
  });
}

const isJob = ({ what }: Times): boolean => what === JOB;

/** Jobs of one class that run one after the other share how often they run, and no time of the day. */
function staggered(all: readonly Times[]): readonly Times[] {
  const hours = new Set(all.filter(isJob).flatMap(({ time }) => time ?? []));
  return hours.size < 2 ? all : all.map(({ time: _, ...often }) => often);
}

interface Found {
  readonly id: string;
  readonly times: Times;
}

const called = ({ what, name }: Times): string => `${what} ${quoted(name)}`;

function job(row: RowAt, root: RowAt): Found[] {
  const own = row.identity('id');
  const id = row.text('schedule_class') ?? own;
  if (!id || row.flag('enabled') === false) return [];
  const name = (own ?? id).value;
  const times = { row, what: JOB, name, ...cronTimes(row, 'schedule_cron'), zone: zoneOf(row, root) };
  return [...new Set([id.value, name])].map((each) => ({ id: each, times }));
}

function scheduleClass(row: RowAt, root: RowAt): Found[] {
  const zone = zoneOf(row, root.child('defaults'), root);
  const id = String(row.path.at(-1));
  return [{ id, times: { row, what: 'schedule class', name: id, ...cronTimes(row, 'cron'), zone } }];
}

function event(row: RowAt, root: RowAt): Found[] {
  const id = row.identity('id');
  if (!id || row.flag('enabled') === false || (row.number('interval')?.value ?? 1) !== 1) return [];
  const [hour, minute] = [row.texts('byhour'), row.texts('byminute')].map((all) =>
    all.length === 1 ? Number(all[0]!.value) : Number.NaN,
  );
  const isPlain = Number.isInteger(hour) && Number.isInteger(minute) && row.texts('byday').length === 0;
  const often = row.text('freq')?.value.toLowerCase();
  const times = { ...(often !== undefined && { often }), ...(isPlain && { time: clock(hour!, minute!) }) };
  return [
    {
      id: id.value,
      times: { row, what: 'calendar event', name: id.value, ...times, zone: zoneOf(row, root) },
    },
  ];
}

/** Of a cron expression: how often it runs, and the time of the day where it is one. */
function cronTimes(row: RowAt, key: string): Pick<Times, 'often' | 'time'> {
  const [minute = '', hour = '', day, month, weekday, ...rest] =
    row.text(key)?.value.trim().split(/\s+/) ?? [];
  if (rest.length > 0 || weekday === undefined || month !== '*') return {};
  const isPlain = isUpTo(59, minute) && isUpTo(23, hour);
  const often = isPlain ? oftenOf(day!, weekday) : undefined;
  return often === undefined ? {} : { often, time: clock(Number(hour), Number(minute)) };
}

const isUpTo = (most: number, text: string): boolean => /^\d+$/.test(text) && Number(text) <= most;

function oftenOf(day: string, weekday: string): string | undefined {
  if (day === '*' && weekday === '*') return 'daily';
  if (day === '*' && /^(?:\d|[a-z]{3})$/i.test(weekday)) return 'weekly';
  return weekday === '*' && /^\d+$/.test(day) ? 'monthly' : undefined;
}

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

const zoneOf = (...rows: readonly RowAt[]): string =>
  rows.map((row) => row.text('timezone')?.value).find((zone) => zone !== undefined) ?? 'UTC';
