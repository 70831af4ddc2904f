import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import { DOWN, UP } from './story.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.build(['home', 'shop', 'barn'], { sample: 'three-sites', shared: true });
});
afterEach(() => lab.mend());
afterAll(() => lab?.end());

const at = (effect: string) => lab.effects.indexOf(effect);

test('two sites go down and come back at once', async () => {
  const sites = ['home', 'shop'];
  const { code, out, err } = await lab.gates('run', {
    site: sites,
    phase: 'full',
    poweroff: sites,
    'window-id': 'W1',
  });
  expect(code, out + err).toBe(0);
  expect(lab.violations).toEqual([]);
  expect(lab.effects.filter((effect) => [...DOWN, ...UP].includes(effect))).toEqual([...DOWN, ...UP]);
  for (const vmid of [211, 212, 213, 215]) expect(at(`shutdown ${vmid}`)).toBeLessThan(at('off pve'));
  expect(at('off pve')).toBeLessThan(at('off nas-shop'));
  expect(at('boot nas-shop')).toBeLessThan(at('boot pve'));
  // Neither waited for the other: each began before the other had ended.
  expect(at('boot nas')).toBeGreaterThan(at('stop pvescheduler.service on pve'));
  expect(at('boot nas-shop')).toBeGreaterThan(at('stop pvescheduler.service on pve-home'));
});

test('a third site that only contracts have added does too', async () => {
  const { code, out, err } = await lab.gates('run', {
    site: ['barn'],
    phase: 'full',
    poweroff: ['barn'],
    'window-id': 'W1',
  });
  expect(code, out + err).toBe(0);
  expect(lab.violations).toEqual([]);
  for (const vmid of [311, 312, 315]) expect(at(`shutdown ${vmid}`)).toBeLessThan(at('off pve-barn'));
  expect(at('off pve-barn')).toBeLessThan(at('off nas-barn'));
  expect(at('boot nas-barn')).toBeLessThan(at('boot pve-barn'));
  expect(at('start 315')).toBeLessThan(at('start 311'));
});

test('one dark site does not stop another', async () => {
  lab.edit('ops/plugins/infra/bin/guest-status', /^for host in .*;/m, 'for host in 198.51.100.10;');
  for (const id of ['gw-shop', 'pve', 'nas-shop', 'pve-home', 'nas']) await lab.plugOut(lab.machine(id));
  const { code, out } = await lab.gates('run', {
    site: ['home', 'shop'],
    phase: 'recovery',
    'window-id': 'W1',
  });
  expect(code).toBe(1);
  expect(out).toContain('home recovery: completed');
  expect(out).toContain('shop recovery: failed');
  expect(await lab.guest(105).container!.running()).toBe(true);
});
