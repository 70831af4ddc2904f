import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DOWN, STARTUP, UP } from '../story.ts';
import { Stand } from './stand.ts';

const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const stand = new Stand();

test('an export that does not answer: nothing that needs it is started', async () => {
  expect((await stand.down()).code).toBe(0);
  stand.lab.machine('nas').rewrite('exports', '');
  const { code, out } = await stand.lab.gates('run', STARTUP, { LAB_SPEED: '200' });
  expect(code).toBe(1);
  expect(out).toContain('198.51.100.20 does not export /volume1/photos');
  expect(stand.lab.effects).toEqual([...DOWN, 'boot nas']);
  stand.lab.machine('nas').rewrite('exports', '/volume1/photos\n');
  await stand.resumed('W2', [...DOWN, ...UP]);
});

test('a stale backup: refused', async () => {
  stand.lab.edit(SNAPSHOT, '2026-01-15T03:22:48Z', '2026-01-12T03:22:48Z');
  await stand.refused(await stand.down(), 'guard backup-freshness of home: refused');
});

test('a full disk under the journal: stopped before the next effect, and goes on when there is room', async () => {
  const folder = join(stand.lab.estate, 'mailroom/state/windows');
  expect((await stand.down()).code).toBe(0);
  const size = statSync(join(folder, 'W1.yaml.journal')).size;
  await stand.lab.mend();
  execFileSync('mkdir', ['-p', folder]);
  const half = Math.ceil((size * 0.9) / 4096) * 4096;
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${half}`, 'lab-full', folder]);
  try {
    const { code, out, err } = await stand.down();
    expect(code, out + err).toBe(2);
    expect(err).toMatch(/(journal|checkpoint) could not be written/);
    expect(stand.lab.effects).toEqual(DOWN.slice(0, stand.lab.effects.length));
    expect(stand.lab.effects.length).toBeLessThan(DOWN.length);
    execFileSync('mount', ['-o', 'remount,size=10m', folder]);
    await stand.resumed('W1', DOWN);
  } finally {
    execFileSync('umount', [folder]);
  }
});
