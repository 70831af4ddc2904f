import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from './count.ts';
import { Lab } from './lab.ts';
import { DOWN, SHUTDOWN, STARTUP, UP } from './story.ts';

/** How much faster than the usual clock of the lab; nothing here waits for anything but machines. */
const FAST = { LAB_SPEED: '120' };
const WAYS = ['unwritten', 'torn', 'written'] as const;
/** Every how many records the process is killed; 1 takes all of them. */
const EVERY = Number(process.env.LAB_KILL_EVERY ?? 1);

let lab: Lab;
beforeAll(async () => {
  process.env.LAB_MUX = '1';
  lab = await Lab.build(['home']);
});
afterAll(() => lab?.end());

/** What killing a window at one record did, and what it should have done. */
interface Part {
  readonly window: typeof SHUTDOWN | typeof STARTUP;
  readonly effects: readonly string[];
}

const DOWNWARDS: Part = { window: SHUTDOWN, effects: DOWN };
const UPWARDS: Part = { window: STARTUP, effects: UP };

test('killed at its records, a window ends as if nothing had happened, and does nothing twice', async () => {
  const records = { down: await whole(DOWNWARDS), up: await whole(UPWARDS) };
  let points = 0;
  for (let at = 1; at <= Math.max(records.down, records.up); at += EVERY) {
    const when = WAYS[(at - 1) % WAYS.length]!;
    if (at <= records.down) points += await killed(DOWNWARDS, when, at);
    else await whole(DOWNWARDS);
    if (at <= records.up) points += await killed(UPWARDS, when, at);
    else await whole(UPWARDS);
  }
  count(
    `${points} kill points at the ${records.down} records of a way down and the ${records.up} of a way up`,
  );
  expect(points).toBeGreaterThanOrEqual(50);
}, 3_600_000);

let windows = 0;
const named = ({ window }: Part) => ({ ...window, 'window-id': `K${++windows}` });

/** Runs a window without killing it; the number of its records. */
async function whole(part: Part): Promise<number> {
  const file = join(lab.folder, 'records');
  lab.rewind();
  const { code, out, err } = await lab.gates('run', named(part), { ...FAST, COUNT_RECORDS: file });
  expect(code, out + err).toBe(0);
  expect(lab.effects).toEqual(part.effects);
  return Number(readFileSync(file, 'utf8'));
}

async function killed(part: Part, when: (typeof WAYS)[number], at: number): Promise<1> {
  const told = `${part.window.phase} killed at record ${at}, ${when}`;
  lab.rewind();
  const window = named(part);
  const first = await lab.gates('run', window, { ...FAST, KILL_AT: `${when} ${at}` });
  expect(first.code, `${told}: ${first.out}${first.err}`).toBe(null);
  const resumed = await lab.gates('resume', { id: window['window-id'] }, FAST);
  if (/before its first record/.test(resumed.err)) await afresh(part, told);
  else
    expect(resumed.code === 0 || /has ended/.test(resumed.err), `${told}: ${resumed.out}${resumed.err}`).toBe(
      true,
    );
  expect(lab.effects, told).toEqual(part.effects);
  expect(lab.violations, told).toEqual([]);
  return 1;
}

/** A window that was killed before it wrote anything did nothing; its lock is given up for its owner. */
async function afresh(part: Part, told: string): Promise<void> {
  expect(lab.effects, told).toEqual([]);
  await lab.gates('unlock', { owner: 'keeper@desk' }, FAST);
  const { code, out, err } = await lab.gates('run', named(part), FAST);
  expect(code, `${told}: ${out}${err}`).toBe(0);
}
