import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Copy } from '../../src/window/backups/copy.ts';
import { earlierSnapshot, newSnapshot, snapshotText } from '../../src/window/backups/snapshot.ts';
import { Stage } from './stage.ts';

const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const DUMPS = '/mnt/pve/archive-b/dump';

/** Machines of one site that answer; its copies are young, and nobody reaches the other site. */
const stageWithHome = (): Stage =>
  new Stage((state) => {
    state.files = [
      `${DUMPS}/vzdump-qemu-100-2026_01_15-03_00_00.vma.zst`,
      `${DUMPS}/vzdump-lxc-105-2026_01_14-04_00_00.tar.zst`,
      '/volume1/photos/.backup/notes/notes-1.sql.gz',
    ].map((path) => ({ path, seconds: Date.parse('2026-01-15T03:00:00Z') / 1000, size: 9 }));
  });

const OLD = '2026-01-13T10:35:00Z';

test('what cannot be seen now stays as it was seen, and looks no younger than it is', async () => {
  const stage = stageWithHome();
  stage.edit('2026-01-15T10:35:00Z', OLD, SNAPSHOT);
  const before = parse(stage.read(SNAPSHOT));
  const { code, out } = await stage.typed('gates observe backups');
  expect(code).toBe(1);
  expect(out).toMatch(
    /unreachable vm-211-edge-a-primary .*; what was seen on 2026-01-13T10:35:00.000Z stays/,
  );
  const after = parse(stage.read(SNAPSHOT));
  const row = ({ targets }: typeof after, name: string) =>
    targets.find((one: { name: string }) => one.name === name);
  expect(Date.parse(after.observed_at)).toBe(Date.parse(OLD));
  expect(after.max_age_hours).toBe(before.max_age_hours);
  expect(row(after, 'vm-211-edge-a-primary')).toEqual({
    ...row(before, 'vm-211-edge-a-primary'),
    note: expect.stringContaining('could not be looked at on 2026-01-15T11:'),
  });
  const seen = row(after, 'home-vm-100-atlas-primary');
  expect(seen.observed_at).toMatch(/^2026-01-15T11:/);
  expect(seen.newest_at).toBe('2026-01-15T03:00:00.000Z');
  const guard = await stage.typed('gates window run --site shop --phase shutdown');
  expect(guard.out).toContain(`the evidence on "vm-211-edge-a-primary" is not recent (${iso(OLD)})`);
  const own = await stage.typed('gates window run --site home --phase shutdown');
  expect(own.out).toContain('guard backup-freshness of home: held');
});

const iso = (text: string): string => new Date(text).toISOString();

test('one site can be looked at alone; the others keep what was seen of them', async () => {
  const stage = stageWithHome();
  const before = parse(stage.read(SNAPSHOT));
  await stage.typed('gates observe backups --site home');
  const { observed_at, targets } = parse(stage.read(SNAPSHOT));
  expect(iso(observed_at)).toBe(iso(before.observed_at));
  const [first] = before.targets;
  expect(targets).toContainEqual(first);
  expect(targets).toHaveLength(before.targets.length);
});

test('where nothing could be seen, nothing is written', async () => {
  const stage = new Stage((state) => {
    for (const machine of Object.values(state.machines)) Object.assign(machine, { on: false });
  });
  const before = stage.read(SNAPSHOT);
  const { code, err } = await stage.typed('gates observe backups');
  expect(code).toBe(2);
  expect(err).toContain('no target could be looked at; nothing was written');
  expect(stage.read(SNAPSHOT)).toBe(before);
});

test('a snapshot that cannot be read is refused before any machine is asked, and left as it is', async () => {
  const stage = stageWithHome();
  for (const text of ['targets: [', 'just words\n', 'a: &a [1]\nb: *b\n']) {
    writeFileSync(join(stage.estate, 'own.yaml'), text);
    await expect(
      stage.typed(`gates observe backups --out ${join(stage.estate, 'own.yaml')}`),
    ).rejects.toThrow(/own\.yaml cannot be read: ./);
    expect(stage.read('own.yaml')).toBe(text);
  }
  expect(stage.calls()).toEqual([]);
});

const copy = (target: string, state: Copy['state']): Copy => ({
  target,
  state,
  newestMs: state === 'ok' ? Date.parse('2026-01-15T01:00:00Z') : null,
  sizeBytes: state === 'ok' ? 7 : null,
  file: null,
  note: state === 'ok' ? null : 'no way',
});
const NOW = Date.parse('2026-01-15T12:00:00Z');

test('a target that never was seen is told as unreachable, and a later look takes the place of an earlier', () => {
  const names = ['a', 'b', 'c'];
  const first = snapshotText(newSnapshot(), [copy('a', 'ok'), copy('b', 'unreachable')], names, NOW);
  expect(parse(first)).toMatchObject({
    observed_at: '2026-01-15T12:00:00.000Z',
    targets: [
      { name: 'a', state: 'ok' },
      { name: 'b', state: 'unreachable' },
    ],
  });
  const later = NOW + 3_600_000;
  const copies = [copy('a', 'unreachable'), copy('b', 'ok'), copy('c', 'missing')];
  const second = parse(snapshotText(earlierSnapshot('x', first), copies, names, later));
  expect(second.observed_at).toBe('2026-01-15T12:00:00.000Z');
  expect(second.targets.map((row: object) => ({ observed_at: null, ...row }))).toMatchObject([
    { name: 'a', state: 'ok', observed_at: null },
    { name: 'b', state: 'ok', observed_at: '2026-01-15T13:00:00.000Z' },
    { name: 'c', state: 'missing', observed_at: '2026-01-15T13:00:00.000Z' },
  ]);
  const third = parse(
    snapshotText(earlierSnapshot('x', first), [copy('a', 'ok'), copy('b', 'ok')], ['a', 'b'], later),
  );
  expect(third.observed_at).toBe('2026-01-15T13:00:00.000Z');
  expect(third.targets.every((row: object) => !('observed_at' in row))).toBe(true);
});

test('rows of a map, and of targets that are no more', () => {
  const text =
    'observed_at: "2026-01-15T10:00:00Z"\nowner: "@ann"\ntargets:\n  a: {state: ok}\n  z: {state: ok}\n';
  const after = parse(snapshotText(earlierSnapshot('x', text), [copy('b', 'ok')], ['a', 'b'], NOW));
  expect(after).toMatchObject({ owner: '@ann', observed_at: '2026-01-15T10:00:00.000Z' });
  expect(after.targets.map((row: { name: string }) => row.name)).toEqual(['a', 'b']);
});
