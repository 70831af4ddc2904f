import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from './count.ts';
import { Lab } from './lab.ts';
import type { Outcome } from './operator.ts';
import { DOWN, SHUTDOWN, STARTUP, UP } from './story.ts';

/** How much faster than the usual clock of the lab; nothing here waits for anything but machines. */
const FAST = { LAB_SPEED: '120' };
/** Where a process dies: before a record is written, when half of it is, when it is on disk. */
const WAYS = ['unwritten', 'torn', 'written'] as const;
type Way = (typeof WAYS)[number];
/** Kill points of a usual run; of a run with LAB_KILL_EACH, one for every record. */
const POINTS = 60;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.build(['home'], { shared: true });
});
afterAll(() => lab?.end());

/** One half of a round trip, and what it does to the machines. */
interface Half {
  readonly window: typeof SHUTDOWN | typeof STARTUP;
  readonly effects: readonly string[];
}

const ROUND: readonly Half[] = [
  { window: SHUTDOWN, effects: DOWN },
  { window: STARTUP, effects: UP },
];

let windows = 0;
const named = ({ window }: Half) => ({ ...window, 'window-id': `K${++windows}` });

/** The machines are as if nothing had happened, and nothing was done twice. */
function unharmed(half: Half, told: string): void {
  expect(lab.effects, told).toEqual(half.effects);
  expect(lab.violations, told).toEqual([]);
}

const tellOf = ({ out, err }: Outcome): string => `${out}${err}`;

test.skipIf(process.env.LAB_KILL_EACH)(
  'a window whose process is killed again and again ends as if nothing had happened',
  async () => {
    let points = 0;
    for (let round = 0; points < POINTS; round++) {
      for (const half of ROUND) points += await killedAgainAndAgain(half, round);
    }
    count(`${points} kill points in ${windows} windows`);
  },
  1_800_000,
);

/** Kills each process of a window after a few records, until there are none left to write; the number of kills. */
async function killedAgainAndAgain(half: Half, round: number): Promise<number> {
  const window = named(half);
  lab.rewind();
  for (let kills = 0; ; kills++) {
    // A process that takes a window up writes four records before it is where the last one was.
    const at = 5 + ((kills * 3 + round) % 4);
    const environment = { ...FAST, KILL_AT: `${WAYS[(kills + round) % WAYS.length]} ${at}` };
    const ended =
      kills === 0
        ? await lab.gates('run', window, environment)
        : await lab.gates('resume', { id: window['window-id'] }, environment);
    if (ended.code === null) continue;
    const told = `${window['window-id']} after ${kills} kills`;
    expect(ended.code === 0 || /has ended/.test(ended.err), `${told}: ${tellOf(ended)}`).toBe(true);
    unharmed(half, told);
    return kills;
  }
}

test.runIf(process.env.LAB_KILL_EACH)(
  'killed at each of its records, a window ends as if nothing had happened',
  async () => {
    const records = [];
    for (const half of ROUND) records.push(await recordsOf(half));
    let points = 0;
    for (let at = 1; at <= Math.max(...records); at++) {
      for (const [index, half] of ROUND.entries()) {
        if (at > records[index]!) await recordsOf(half);
        else points += await killedOnce(half, WAYS[at % WAYS.length]!, at);
      }
    }
    count(`${points} kill points, one for each record`);
  },
  6 * 3_600_000,
);

/** Runs a window to its end; the number of its records. */
async function recordsOf(half: Half): Promise<number> {
  const file = join(lab.folder, 'records');
  lab.rewind();
  const ended = await lab.gates('run', named(half), { ...FAST, COUNT_RECORDS: file });
  expect(ended.code, tellOf(ended)).toBe(0);
  unharmed(half, 'not killed');
  return Number(readFileSync(file, 'utf8'));
}

async function killedOnce(half: Half, way: Way, at: number): Promise<1> {
  const told = `${half.window.phase} killed at record ${at}, ${way}`;
  const window = named(half);
  lab.rewind();
  const killed = await lab.gates('run', window, { ...FAST, KILL_AT: `${way} ${at}` });
  expect(killed.code, `${told}: ${tellOf(killed)}`).toBe(null);
  const resumed = await lab.gates('resume', { id: window['window-id'] }, FAST);
  if (/before its first record/.test(resumed.err)) await afresh(half, window['window-id'], told);
  else expect(resumed.code === 0 || /has ended/.test(resumed.err), `${told}: ${tellOf(resumed)}`).toBe(true);
  unharmed(half, told);
  return 1;
}

/** A window that was killed before it wrote anything did nothing; `abort` takes it out of the way. */
async function afresh(half: Half, id: string, told: string): Promise<void> {
  expect(lab.effects, told).toEqual([]);
  await lab.gates('abort', { id }, FAST);
  const ended = await lab.gates('run', named(half), FAST);
  expect(ended.code, `${told}: ${tellOf(ended)}`).toBe(0);
}
