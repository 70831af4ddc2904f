import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import type { Planning } from '../../src/plan/planning.ts';
import { lookAtCopies } from '../../src/window/backups/look.ts';
import type { World } from '../../src/window/world.ts';

/** What a target looks like that keeps these files; `find` and `stat` are those of this machine. */
async function look(glob: string, files: Readonly<Record<string, number>>, zone = 'Europe/Berlin') {
  const base = mkdtempSync(join(tmpdir(), 'gates-copies-'));
  onTestFinished(() => rmSync(base, { recursive: true }));
  for (const [path, size] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), Buffer.alloc(size));
    utimesSync(join(base, path), 1_700_000_000, 1_700_000_000);
  }
  const at = { file: 'x', path: [] };
  const machine = { id: 'keep', addresses: [{ value: '192.0.2.9', at }], overlayAddresses: [], at };
  const site = { timezone: { value: zone, at } };
  const estate = { index: { named: () => machine, site: () => site, loaded: () => [] } };
  const stated = (value: string) => ({ value, at });
  const target = {
    name: 't',
    host: stated('keep'),
    basePath: stated(base),
    glob: stated(glob),
    site: 'west',
  };
  const transport: World['transport'] = {
    run: async (_, [program, ...words]) => {
      const stdout = execFileSync(program!, words, { encoding: 'utf8' });
      return { kind: 'ended', code: 0, stdout, stderr: '' };
    },
  };
  const planning = { estate, refuse: () => {} } as unknown as Planning;
  return lookAtCopies({ transport } as World, planning, target as unknown as BackupTarget);
}

const QEMU = 'vzdump-qemu-100';
const DAY = `${QEMU}-2026_07_15-03_00_00`;
const NIGHT = `${QEMU}-2026_07_14-03_00_00`;

test('a dump is as old as its name says, in the zone of its node, whatever the file system says', async () => {
  const found = await look(`${QEMU}-*.vma.zst`, { [`${DAY}.vma.zst`]: 9, [`${NIGHT}.vma.zst`]: 9 });
  expect(found).toMatchObject({ state: 'ok', newestMs: Date.parse('2026-07-15T01:00:00Z'), sizeBytes: 9 });
});

test('what is not finished, empty or beside a dump is no copy', async () => {
  const found = await look(`${QEMU}-*`, {
    [`${DAY}.vma.dat`]: 9,
    [`${DAY}.tmp/qemu-server.conf`]: 9,
    [`${DAY}.vma.zst.notes`]: 9,
    [`${DAY}.vma.zst.protected`]: 9,
    [`${QEMU}-2026_07_16-03_00_00.vma.zst.part`]: 9,
    [`${QEMU}-2026_07_17-03_00_00.vma.zst`]: 0,
    [`${NIGHT}.vma.zst`]: 7,
  });
  expect(found).toMatchObject({ state: 'ok', file: `${NIGHT}.vma.zst`, sizeBytes: 7 });
  expect(found.note).toBe(`the newest, ${QEMU}-2026_07_17-03_00_00.vma.zst, does not count: it is empty`);
  expect(await look(`${QEMU}-*`, { [`${DAY}.vma.dat`]: 9 })).toMatchObject({ state: 'partial' });
  expect(await look(`${QEMU}-*`, { [`${DAY}.log`]: 9 })).toMatchObject({ state: 'missing' });
});

test('where runs leave their logs, a dump without one has not ended', async () => {
  const files = { [`${DAY}.vma.zst`]: 9, [`${NIGHT}.vma.zst`]: 9, [`${NIGHT}.log`]: 9 };
  expect((await look(`${QEMU}-*.vma.zst`, files)).file).toBe(`${NIGHT}.vma.zst`);
  const ended = { ...files, [`${DAY}.log`]: 9 };
  expect((await look(`${QEMU}-*.vma.zst`, ended)).file).toBe(`${DAY}.vma.zst`);
});

test('a snapshot of a backup server tells its time in UTC and ends with its manifest', async () => {
  const files = {
    'vm/100/2026-07-14T03:00:00Z/index.json.blob': 3,
    'vm/100/2026-07-14T03:00:00Z/drive-scsi0.img.fidx': 40,
    'vm/100/2026-07-15T03:00:00Z/drive-scsi0.img.tmp_fidx': 40,
    'vm/100/owner': 9,
  };
  const found = await look('vm/100/*', files);
  expect(found).toMatchObject({
    state: 'ok',
    newestMs: Date.parse('2026-07-14T03:00:00Z'),
    sizeBytes: 43,
    file: 'vm/100/2026-07-14T03:00:00Z',
  });
  expect(found.note).toContain('it has no manifest');
  expect(await look('vm/100/*/index.json.blob', files)).toMatchObject({ state: 'ok', sizeBytes: 3 });
});

test('other files are as old as they were last written', async () => {
  const found = await look('*/manifest.txt', { 'a/manifest.txt': 2, 'b/other.txt': 2 });
  expect(found).toMatchObject({ state: 'ok', newestMs: 1_700_000_000_000, file: 'manifest.txt' });
  expect((await look('host/x/*.tar', { 'host/x/y.tar': 2 })).file).toBe('y.tar');
});
