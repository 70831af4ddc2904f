import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Stage } from './stage.ts';
import { EFFECTS, FULL } from './story.ts';

/** When to kill, and at which flush of the journal. */
type Point = readonly ['before' | 'after', number];

const SOME: readonly Point[] = [
  ['before', 1],
  ['before', 47],
];

test.skipIf(process.env.NIGHTLY !== undefined).for(SOME)('killed %s flush %i', async ([when, at]) => {
  await killedAndResumed(when, at);
});

test.runIf(process.env.NIGHTLY !== undefined)(
  'killed at every flush of a whole window',
  async () => {
    const every = Number(process.env.NIGHTLY) || 1;
    const stage = new Stage();
    const file = join(stage.folder, 'flushes');
    await stage.run('run', FULL, { COUNT_FLUSHES: file });
    const flushes = Number(readFileSync(file, 'utf8'));
    let points = 0;
    for (let at = 1; at <= flushes; at += every) {
      for (const when of ['before', 'after'] as const) {
        await killedAndResumed(when, at);
        points++;
      }
    }
    console.log(`${points} kill points of ${flushes} flushes`);
  },
  6 * 3_600_000,
);

/** A window that never began left nothing that stands in the way of the same one, once its leavings are cleared. */
async function startedAgain(stage: Stage): Promise<void> {
  expect(stage.state().effects).toEqual([]);
  const refused = await stage.run('run', { ...FULL, 'window-id': 'W2' });
  if (refused.code === 0) return;
  expect(refused.err).toContain('gates window abort W1');
  expect((await stage.run('abort', { id: 'W1' })).code).toBe(0);
  expect((await stage.run('run', { ...FULL, 'window-id': 'W2' })).code).toBe(0);
}

/** The window goes on where the world is, ends as if nothing had happened, and does nothing twice. */
async function killedAndResumed(when: Point[0], at: number): Promise<void> {
  const stage = new Stage();
  const killed = await stage.run('run', FULL, { KILL_AT: `${when} ${at}` });
  expect(killed.code, `${when} ${at}: ${killed.err}`).toBe(null);
  const resumed = await stage.run('resume', { id: 'W1' });
  const said = `${when} ${at}: ${resumed.out}${resumed.err}`;
  if (/before its first record|no window is called/.test(resumed.err)) await startedAgain(stage);
  else if (!/has ended/.test(resumed.err)) expect(resumed.code, said).toBe(0);
  const { effects, violations } = stage.state();
  expect(effects, said).toEqual(EFFECTS);
  expect(violations).toEqual([]);
}
