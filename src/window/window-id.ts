import { quoted } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';

const PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** An id that may stand in a file name and in a lock. */
export function windowId(text: string): string {
  if (PATTERN.test(text) && !text.includes('..')) return text;
  throw new Refusal(
    `${quoted(text)} cannot be the id of a window; expected up to 100 letters, digits and . _ -`,
    'Leave --window-id away to get one like "MW-20260131T120000Z-west".',
  );
}

/** `MW-<time>-<sites>`. */
export function newWindowId(now: number, sites: readonly string[]): string {
  const time = new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  return windowId(
    `MW-${time}-${sites
      .join('-')
      .replaceAll(/[^A-Za-z0-9_-]/g, '_')
      .slice(0, 60)}`,
  );
}
