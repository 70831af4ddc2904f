import { DateTime } from 'luxon';
import picomatch from 'picomatch';
import { type Anchor, atValue, isSpan } from '../finding/place.ts';
import { SUBJECT_KINDS } from '../finding/subject.ts';
import type { Document } from '../load/document.ts';
import type { Settings } from './settings.ts';

/** Most days that a waiver may still run, unless gates.yaml says otherwise. */
const MAX_DAYS = 180;
const DAY = 86_400_000;

/** Why a waiver has no effect. */
export interface WaiverRefusal {
  readonly kind: 'malformed' | 'unwaivable' | 'expired' | 'too-far';
  readonly message: string;
  readonly at: Anchor;
}

/** A row of gate.waivers: an accepted risk with an owner and an end. */
export interface Waiver {
  readonly file: string;
  /** Where its gate stands, which names the row for people. */
  readonly at: Anchor;
  readonly gate: string;
  /** A subject, or a glob over subjects. */
  readonly subject?: string;
  readonly fingerprint?: string;
  readonly site?: string;
  readonly gap?: string;
  readonly owner: string;
  readonly reason: string;
  /** As written. */
  readonly expires: string;
  /** Milliseconds since the epoch at which it ends; a date holds to the end of its day, UTC. */
  readonly until?: number;
  /** None: it is in force. */
  readonly refusals: readonly WaiverRefusal[];
}

/** Every row that fits the schema, with what stands against it. Rows of a file that is no YAML are none. */
export function readWaivers(documents: readonly Document[], settings: Settings, now: number): Waiver[] {
  const readable = documents.filter(
    ({ kind, problems }) =>
      kind === 'gate.waivers' && problems.every((problem) => !problem.fatal || problem.kind === 'schema'),
  ) as unknown as Document<'gate.waivers'>[];
  return readable.flatMap((document) => {
    const broken = brokenRows(document);
    const rows = Array.isArray(document.data?.waivers) ? document.data.waivers : [];
    return rows.flatMap((row, index) =>
      broken.has(index) ? [] : [waiverOf(row, index, document.file, settings, now)],
    );
  });
}

type Row = NonNullable<Document<'gate.waivers'>['data']>['waivers'][number];

/** Indexes of rows that do not fit the schema; all of them when the list itself does not. */
function brokenRows({ problems }: Document): { has(index: number): boolean } {
  const rows = new Set<number>();
  for (const { kind, at } of problems) {
    if (kind !== 'schema' || isSpan(at)) continue;
    const index = at.path[1];
    if (at.path[0] !== 'waivers') continue;
    if (typeof index !== 'number') return { has: () => true };
    rows.add(index);
  }
  return rows;
}

function waiverOf(row: Row, index: number, file: string, settings: Settings, now: number): Waiver {
  const at = (key: string) => atValue(file, 'waivers', index, key);
  const until = endOf(row.expires);
  const waiver = { ...row, file, at: at('gate'), ...(until !== undefined && { until }) };
  const refusals = [
    ...unreadable(row, until, at),
    ...forbidden(row, settings, at),
    ...outOfTime(row, until, settings, now, at),
  ];
  return { ...waiver, refusals } as Waiver;
}

type At = (key: string) => Anchor;

function* unreadable(row: Row, until: number | undefined, at: At): Iterable<WaiverRefusal> {
  if (until === undefined) {
    const message = `the waiver of "${row.gate}" expires on "${row.expires}", which is no date; expected one such as "2026-06-30"`;
    yield { kind: 'malformed', message, at: at('expires') };
  }
  const kind = row.subject?.split(' ', 1)[0] ?? '';
  if (row.subject !== undefined && !picomatch.isMatch(kind, '*[*?{[]*') && !isKind(kind)) {
    const message = `the waiver of "${row.gate}" is about "${row.subject}", which begins with no kind of subject; expected one of ${SUBJECT_KINDS.join(', ')}`;
    yield { kind: 'malformed', message, at: at('subject') };
  }
}

const isKind = (word: string): boolean => (SUBJECT_KINDS as readonly string[]).includes(word);

function* forbidden(row: Row, settings: Settings, at: At): Iterable<WaiverRefusal> {
  if (!isUnwaivable(row.gate, settings)) return;
  const message = `the gate "${row.gate}" cannot be waived; expected its findings to be mended`;
  yield { kind: 'unwaivable', message, at: at('gate') };
}

/** Gates that the configuration protects, and those that watch over waivers. */
export function isUnwaivable(gate: string, settings: Settings): boolean {
  return ['waivers/*', ...(settings.unwaivable ?? [])].some((glob) => picomatch.isMatch(gate, glob));
}

function* outOfTime(
  row: Row,
  until: number | undefined,
  settings: Settings,
  now: number,
  at: At,
): Iterable<WaiverRefusal> {
  if (until === undefined) return;
  const most = settings.waivers?.max_days ?? MAX_DAYS;
  if (until <= now) {
    const message = `the waiver of "${row.gate}" by ${row.owner} expired on ${row.expires} and has no effect`;
    yield { kind: 'expired', message, at: at('expires') };
  } else if (daysLeft(until, now) > most) {
    const message = `the waiver of "${row.gate}" expires on ${row.expires}, ${daysLeft(until, now)} days from now; expected at most ${most}`;
    yield { kind: 'too-far', message, at: at('expires') };
  }
}

/** Whole days that begin before the end. */
export const daysLeft = (until: number, now: number): number => Math.ceil((until - now) / DAY) - 1;

function endOf(expires: string): number | undefined {
  const text = expires.trim();
  const time = DateTime.fromISO(text, { zone: 'utc', setZone: true });
  if (!time.isValid || !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  return text.length === 10 ? time.plus({ days: 1 }).toMillis() : time.toMillis();
}
