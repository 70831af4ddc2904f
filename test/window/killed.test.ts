import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Stage } from './stage.ts';
import { EFFECTS, FULL } from './story.ts';

/** Numbers of flushes of one whole window; a handful of them by a seed, all of them at night. */
const POINTS = process.env.NIGHTLY
  ? Array.from({ length: 200 }, (_, index) => index + 1)
  : [2, 21, 47, 83, 118];

let flushes = 0;

beforeAll(async () => {
  const stage = new Stage();
  const file = join(stage.folder, 'flushes');
  await stage.run('run', FULL, { COUNT_FLUSHES: file });
  flushes = Number(readFileSync(file, 'utf8'));
});

test.for(POINTS.flatMap((point) => (['before', 'after'] as const).map((when) => [when, point] as const)))(
  'killed %s flush %i: the window goes on where the world is, and does nothing twice',
  async ([when, point]) => {
    if (point > flushes) return;
    const stage = new Stage();
    const killed = await stage.run('run', FULL, { KILL_AT: `${when} ${point}` });
    expect(killed.code).toBe(null);
    const began = stage.has('mailroom/state/windows/W1.yaml.journal');
    const resumed = began ? await stage.run('resume', { id: 'W1' }) : await stage.run('run', FULL);
    const { effects, violations } = stage.state();
    if (resumed.code !== 0) expect(resumed.err).toMatch(/has ended|before its first record/);
    else expect(effects).toEqual(EFFECTS);
    expect(violations).toEqual([]);
  },
);
