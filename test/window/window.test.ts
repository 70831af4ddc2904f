import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
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
