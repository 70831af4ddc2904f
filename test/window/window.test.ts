import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Refusal } from '../../src/finding/refusal.ts';
import { git } from '../receipt/estate-copy.ts';
import { Stage } from './stage.ts';
import { EFFECTS, FULL } from './story.ts';

const WINDOWS = 'mailroom/state/windows';
const receiptsOf = (stage: Stage): string[] =>
  readdirSync(join(stage.estate, 'receipts/sessions')).filter((name) => name.startsWith('R'));

describe('a full window', () => {
  test('stops everything in order, starts it again, and leaves a receipt and no lock', async () => {
    const stage = new Stage();
    const { code, out, err } = await stage.run('run', FULL);
    const { effects, violations, packets, machines } = stage.state();
    expect(effects).toEqual(EFFECTS);
    expect(violations).toEqual([]);
    expect(packets).toHaveLength(10);
    expect(packets[0]).toBe('ff'.repeat(6) + '00005e00530a'.repeat(16));
    expect(machines['gw-home'].links).toEqual({});
    expect(err).toContain('the host key of "pve-home" is not checked');
    expect(out).toContain('63/63');
    expect(code).toBe(0);

    const checkpoint = parse(stage.read(`${WINDOWS}/W1.yaml`));
    expect(checkpoint).toMatchObject({
      window_id: 'W1',
      site: 'home',
      mode: 'full',
      execute: true,
      status: 'completed',
    });
    expect(Object.keys(checkpoint.phases)).toEqual(['precheck', 'shutdown', 'startup', 'recovery', 'verify']);
    expect(checkpoint.phases.shutdown.status).toBe('completed');
    expect(readdirSync(join(stage.estate, WINDOWS)).sort()).toEqual(['W1.yaml', 'W1.yaml.journal']);

    const [receipt] = receiptsOf(stage);
    expect(receipt).toContain('__infra.maintenance.window__');
    expect(out.trimEnd().split('\n').at(-1)).toBe(receipt!.slice(1));
    expect(stage.read(`receipts/sessions/${receipt}/output.txt`)).toContain('power off NAS "nas"');
    const verified = await stage.run('verify', {});
    expect(verified.code, verified.out + verified.err).toBe(0);
  });

  test('as a dry run touches no machine and writes nothing', async () => {
    const stage = new Stage();
    const { code, out } = await stage.run('run', { ...FULL, execute: false });
    expect(stage.calls()).toEqual([]);
    expect(git(stage.estate, 'status', '--porcelain')).toBe('');
    expect(out).toContain('qm shutdown 100 --timeout 240');
    expect(out).toContain('guard maintenance-pack of home: held');
    expect(out).toContain('Dry run: no machine was touched');
    expect(code).toBe(0);
  });
});

test('recovery after a power loss needs no fresh evidence', async () => {
  const stage = new Stage((state) => {
    Object.assign(state.machines.nas, { on: false });
    Object.assign(state.machines['pve-home'], { on: false, mounted: {} });
    for (const guest of Object.values(state.machines['pve-home'].guests)) guest.status = 'stopped';
    state.machines.atlas.stacks = { '/opt/stacks/notes': false, '/opt/stacks/automation': false };
    state.machines.atlas.mounted = { '/srv/photos': false };
  });
  stage.edit('2026-01-15T10:35:00Z', '2025-11-01T10:35:00Z', 'ops/bindings/backup.freshness.snapshot.yaml');
  const shutdown = await stage.run('run', { phase: 'shutdown', 'window-id': 'W0' });
  expect(shutdown.code).toBe(1);
  const { code } = await stage.run('run', { phase: 'recovery', 'window-id': 'W1' });
  expect(code).toBe(0);
  const { guests } = stage.state().machines['pve-home'];
  expect([guests['100'].status, guests['105'].status]).toEqual(['running', 'running']);
});

test('a NAS is stopped only when nothing uses it, and started until its exports answer', async () => {
  const stage = new Stage();
  const refused = await stage.run('stop', { 'window-id': 'N0' });
  expect(refused.code).toBe(1);
  expect(refused.out).toContain('guard consumers-down of home: refused');
  expect(stage.state().effects).toEqual([]);
  expect((await stage.run('run', { phase: 'shutdown', poweroff: ['home'], 'window-id': 'W1' })).code).toBe(0);
  expect(stage.state().machines.nas.on).toBe(false);
  expect((await stage.run('start', { 'window-id': 'N1' })).code).toBe(0);
  expect(stage.state().effects.at(-1)).toBe('boot nas');
  expect(receiptsOf(stage).some((name) => name.includes('__nas.startup__'))).toBe(true);
});

test('one dark site does not stop another', async () => {
  const stage = new Stage((state) => {
    for (const guest of Object.values(state.machines['pve-home'].guests)) guest.status = 'stopped';
  });
  const { code, out } = await stage.run('run', { phase: 'recovery', site: ['all'], 'window-id': 'W1' });
  const { guests } = stage.state().machines['pve-home'];
  expect([guests['100']!.status, guests['105']!.status]).toEqual(['running', 'running']);
  expect(out).toContain('home recovery: completed');
  expect(out).toContain('shop recovery: failed');
  expect(code).toBe(1);
});

test('a copy that is too old is written anew where that is asked for', async () => {
  const stage = new Stage((state) => {
    const dumps = '/mnt/pve/archive-b/dump';
    state.files = [
      {
        path: `${dumps}/vzdump-qemu-100-2025_12_01-03_00_00.vma.zst`,
        seconds: Date.parse('2026-01-15T03:00:00Z') / 1000,
        size: 9,
      },
      { path: `${dumps}/vzdump-lxc-105-2026_01_14-04_00_00.tar.zst`, seconds: 0, size: 9 },
    ];
  });
  const { code, out } = await stage.run('run', { phase: 'shutdown', 'backup-now': true, 'window-id': 'W1' });
  expect(stage.state().effects.filter((effect) => effect.startsWith('vzdump'))).toEqual(['vzdump 100']);
  expect(out).toContain('"home-vm-100-atlas-primary" of home/100 is 0 h old');
  expect(code).toBe(0);
});

test('observed backups are written down as the estate reads them', async () => {
  const stage = new Stage((state) => {
    state.files = [
      { path: '/mnt/pve/archive-b/dump/vzdump-qemu-100-2026_01_15-03_00_00.vma.zst', seconds: 0, size: 9 },
      { path: '/mnt/pve/archive-b/dump/vzdump-lxc-105-2026_01_14-04_00_00.tar.zst', seconds: 0, size: 0 },
    ];
  });
  expect((await stage.run('backups', {})).code).toBe(1);
  const snapshot = parse(stage.read('ops/bindings/backup.freshness.snapshot.yaml'));
  const rowOf = (name: string) => snapshot.targets.find((row: { name: string }) => row.name === name);
  expect(rowOf('home-vm-100-atlas-primary')).toMatchObject({
    newest_at: '2026-01-15T03:00:00.000Z',
    size_bytes: 9,
    state: 'ok',
  });
  expect(rowOf('home-lxc-105-dns-primary')).toMatchObject({ newest_at: null, state: 'partial' });
  expect((await stage.run('run', { phase: 'shutdown', 'window-id': 'W1' })).out).toContain('is partial');
});

test('words that name nothing are refused before any machine is asked, also in a dry run', async () => {
  const stage = new Stage();
  const dry = stage.typed('gates window run --site home --phase shutdown --window-id ../../x');
  await expect(dry).rejects.toThrow('"../../x" cannot be the id of a window');
  await expect(stage.typed('gates observe guests --site nope')).rejects.toThrow('no site is called "nope"');
  expect(stage.calls()).toEqual([]);
});

test('a journal that is damaged is named beside the windows that can be read, and says what to do', async () => {
  const stage = new Stage();
  const folder = join(stage.estate, WINDOWS);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'A.yaml.journal'), 'junk\nmore\nrest\n');
  const alone = await stage.typed('gates window status');
  expect(alone.code).toBe(2);
  expect(alone.err).toMatch(/A\.yaml\.journal is damaged at line 1.*\n.*gates window unlock/);
  writeFileSync(join(folder, 'B.yaml.journal'), 'junk\nmore\nrest\n');
  expect((await stage.typed('gates window status')).err).toContain(
    '2 windows are open or cannot be read: A, B',
  );
  await stage.run('run', { phase: 'precheck', 'window-id': 'C' });
  const list = await stage.typed('gates window list');
  expect(list.code).toBe(2);
  expect(list.out).toMatch(
    /^A {2}unreadable: .*\nB {2}unreadable: .*\nC {2}.* precheck of home {2}completed\n$/,
  );
  expect(list.err).toContain('2 of 3 journals cannot be read');
});

describe('a journal that is emptied or gone', () => {
  const said = (stage: Stage, line: string): Promise<string> =>
    stage.typed(line).then(
      ({ err }) => err,
      ({ message, hint }: Refusal) => `${message}\n${hint}`,
    );

  const stopped = async () => {
    const stage = new Stage((state) => {
      state.machines['pve-home'].guests['100'].status = 'paused';
    });
    await stage.run('run', { phase: 'shutdown', 'window-id': 'W1' });
    expect(stage.has(join(WINDOWS, '.lock-home'))).toBe(true);
    return { stage, journal: join(stage.estate, WINDOWS, 'W1.yaml.journal') };
  };

  test('is no window that did nothing: nothing takes it up, and nothing takes its place', async () => {
    const { stage, journal } = await stopped();
    writeFileSync(journal, '');
    for (const line of [
      'gates window resume',
      'gates window status',
      'gates window abort W1',
      'gates window run --site home --phase shutdown --execute --window-id W1',
    ]) {
      expect(`${line}: ${await said(stage, line)}`).toMatch(/W1\.yaml\.journal is empty, though .* began/);
    }
    rmSync(journal);
    expect(await said(stage, 'gates window abort W1')).toContain('W1.yaml.journal is gone');
    const lost = await said(stage, 'gates window resume');
    expect(lost).toMatch(/no window is open\n.*"W1" locks site "home", and its journal is gone.*unlock/);
  });
});
