import { describe, expect, test } from 'vitest';
import { idsIn, planIn, planSample } from './estates.ts';

describe('stopping a site', () => {
  test('backup jobs first, then users of shares, guests, mounts, the hypervisor, and the NAS last', async () => {
    const ids = idsIn(await planSample({ sites: ['home'], phase: 'shutdown', poweroff: ['home'] }));
    expect(ids).toEqual([
      'home/shutdown/hypervisor-pve-home/freeze-backup-jobs',
      'home/shutdown/guest-100/stop-stack:automation',
      'home/shutdown/guest-100/stop-stack:notes',
      'home/shutdown/guest-100/stop',
      'home/shutdown/guest-105/stop',
      'home/shutdown/hypervisor-pve-home/disable-storage:archive-b',
      'home/shutdown/hypervisor-pve-home/unmount:mnt:pve:archive-b',
      'home/shutdown/hypervisor-pve-home/power-off',
      'home/shutdown/nas-nas/stop',
    ]);
  });

  test('each guest is stopped by the tool of its kind, with the limit of its site', async () => {
    const { steps } = planIn(await planSample({ sites: ['home'], phase: 'shutdown' }));
    const argv = steps.filter((step) => step.action === 'stop-guest').map((step) => step.argv.join(' '));
    expect(argv).toEqual(['qm shutdown 100 --timeout 240', 'pct shutdown 105 --timeout 240']);
  });

  test('only where the contract allows it is a guest stopped hard', async () => {
    const { steps } = planIn(await planSample({ sites: ['home', 'shop'], phase: 'shutdown' }));
    const hard = steps.filter((step) => step.escalate !== null).map((step) => step.escalate!.join(' '));
    expect(hard).toEqual(['qm stop 211', 'qm stop 212', 'qm stop 213', 'pct stop 215']);
  });

  test('a hypervisor that nobody asked to power off stays on, and the plan says so', async () => {
    const plan = planIn(await planSample({ sites: ['home'], phase: 'shutdown' }));
    expect(plan.steps.some((step) => step.action === 'power-off-hypervisor')).toBe(false);
    expect(plan.untouched.map((one) => one.subject)).toContain('hypervisor home/pve-home');
  });

  test('a stack that another one needs is not the first to go', async () => {
    const ids = idsIn(await planSample({ sites: ['shop'], phase: 'shutdown' }));
    const proxy = ids.indexOf('shop/shutdown/guest-211/stop-stack:proxy');
    expect(proxy).toBeGreaterThan(0);
    expect(proxy).toBeLessThan(ids.indexOf('shop/shutdown/guest-213/stop-stack:books'));
  });

  test('copies are written before anything stops, and prove themselves instead of the guard', async () => {
    const plan = planIn(await planSample({ sites: ['home'], phase: 'shutdown', backupNow: true }));
    const copies = plan.steps.filter((step) => step.action === 'backup-now');
    expect(copies.map((step) => step.argv.join(' '))).toEqual([
      'vzdump 100 --mode snapshot --storage archive-b',
      'vzdump 105 --mode snapshot --storage archive-b',
    ]);
    expect(plan.guards.some((guard) => guard.id === 'backup-freshness')).toBe(false);
  });
});

describe('starting a site', () => {
  test('the NAS and its exports first, then the hypervisor, its storages, name service, guests and stacks', async () => {
    const ids = idsIn(await planSample({ sites: ['home'], phase: 'startup' }));
    expect(ids.slice(0, 9)).toEqual([
      'home/startup/nas-nas/wake',
      'home/startup/nas-nas/await-export',
      'home/startup/hypervisor-pve-home/wake',
      'home/startup/hypervisor-pve-home/await',
      'home/startup/hypervisor-pve-home/enable-storage:archive-b',
      'home/startup/hypervisor-pve-home/await-storage:archive-b',
      'home/startup/hypervisor-pve-home/probe:machine-1',
      'home/startup/guest-105/start',
      'home/startup/probe-pihole-home-dns/probe',
    ]);
    expect(ids.at(-1)).toBe('home/startup/capability-storage.mounts.status/postcheck');
    expect(ids.indexOf('home/startup/guest-100/start')).toBeLessThan(
      ids.indexOf('home/startup/guest-100/start-stack:notes'),
    );
  });

  test('a magic packet goes to the LAN of the machine, from the declared waker', async () => {
    const { steps } = planIn(await planSample({ sites: ['home'], phase: 'startup' }));
    const wake = steps.find((step) => step.action === 'wake-nas')!;
    expect(wake.wake).toMatchObject({ macs: ['00:00:5e:00:53:0a'], broadcast: '198.51.100.255', port: 9 });
    expect(wake.via).toMatchObject({ id: 'gw-home', host: '203.0.113.101' });
    expect(wake.argv).toEqual([]);
  });

  test('a path below the home folder is relative, since no shell expands it', async () => {
    const { steps } = planIn(await planSample({ sites: ['shop'], phase: 'startup' }));
    const books = steps.find((step) => step.id === 'shop/startup/guest-213/start-stack:books')!;
    expect(books.argv).toEqual([
      'docker',
      'compose',
      '--project-directory',
      'stacks/books',
      'up',
      '--detach',
    ]);
  });

  test('what the contract expects is waited for; only where nothing tells readiness is it waited out', async () => {
    const { steps } = planIn(await planSample({ sites: ['home', 'shop'], phase: 'startup' }));
    const wait = (id: string) => steps.find((step) => step.id === id)!.wait;
    expect(wait('home/startup/nas-nas/await-export')).toMatchObject({ seconds: 120, settle: false });
    expect(wait('shop/startup/guest-211/start')).toMatchObject({ seconds: 30, settle: true });
    expect(wait('home/startup/guest-105/start')).toMatchObject({ seconds: 10, settle: false });
  });
});

describe('recovery', () => {
  test('every active site by default, guests of both kinds, mounts, NAS, stacks and probes', async () => {
    const plan = planIn(await planSample({ sites: ['all'], phase: 'recovery' }, [], 'three-sites'));
    for (const site of ['barn', 'home', 'shop']) {
      const actions = new Set(plan.steps.filter((step) => step.site === site).map((step) => step.action));
      for (const action of [
        'await-export',
        'await-hypervisor',
        'start-guest',
        'mount',
        'start-stack',
        'probe',
      ]) {
        expect(actions, site).toContain(action);
      }
    }
    const tools = plan.steps.filter((step) => step.action === 'start-guest').map((step) => step.argv[0]);
    expect(new Set(tools)).toEqual(new Set(['qm', 'pct']));
  });

  test('a site that declares no recovery is left out by its contract line, never by its name', async () => {
    const edit = {
      file: 'ops/bindings/infra.maintenance.transaction.contract.yaml',
      find: 'requires_recovery: true\n    backup_max_age_hours: {critical',
      replace: 'requires_recovery: false\n    backup_max_age_hours: {critical',
    };
    const all = planIn(await planSample({ sites: ['all'], phase: 'recovery' }, [edit]));
    expect(new Set(all.steps.map((step) => step.site))).toEqual(new Set(['home']));
    expect(all.untouched.map((one) => one.text).join()).toContain('requires_recovery: false');
    expect(await planSample({ sites: ['shop'], phase: 'recovery' }, [edit])).toHaveProperty('refused');
  });
});

test('a full window goes through all phases in order', async () => {
  const { steps } = planIn(await planSample({ sites: ['shop'], phase: 'full' }));
  const phases = [...new Set(steps.map((step) => step.phase))];
  expect(phases).toEqual(['precheck', 'shutdown', 'startup', 'recovery', 'verify']);
});

test('a NAS alone is stopped only when nothing uses it any more', async () => {
  const plan = planIn(await planSample({ sites: ['home'], phase: 'shutdown', nasOnly: true }));
  expect(plan.steps.map((step) => step.id)).toEqual(['home/shutdown/nas-nas/stop']);
  const guard = plan.guards.find((one) => one.id === 'consumers-down')!;
  expect(guard.policy).toBe(false);
  expect(guard.checks.map((check) => check.kind)).toEqual(['mount', 'guest-state']);
});
