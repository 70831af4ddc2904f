import { DateTime } from 'luxon';
import { Refusal } from '../finding/refusal.ts';

/** The moment at which an estate is judged, and who says so. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly source: 'system' | '--now' | 'gates.yaml';
}

/** The clock of a run: `--now`, else the one pinned in gates.yaml, else the system's. */
export function clockOf(option: string | undefined, pinned: string | undefined): Clock {
  if (option !== undefined) return { now: instant(option, '--now'), source: '--now' };
  if (pinned !== undefined) return { now: instant(pinned, 'gates.yaml'), source: 'gates.yaml' };
  return { now: Date.now(), source: 'system' };
}

/** A time without an offset is UTC. */
function instant(text: string, source: string): number {
  const time = DateTime.fromISO(text, { zone: 'utc', setZone: true });
  if (time.isValid) return time.toMillis();
  throw new Refusal(
    `${source} holds "${text}", which is no ISO 8601 time`,
    'Write it like 2026-01-31T12:00:00Z.',
  );
}
