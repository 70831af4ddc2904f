import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import { UP } from './story.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.build(['home'], { shared: true });
});
afterAll(() => lab?.end());

test('a site comes back after a power loss without any fresh evidence', async () => {
  lab.edit('ops/bindings/backup.freshness.snapshot.yaml', '2026-01-15T10:35:00Z', '2025-11-01T10:35:00Z');
  for (const id of ['pve-home', 'nas']) await lab.plugOut(lab.machine(id));
  const stacks = lab.nodeOf(lab.machine('atlas')).stacks;
  for (const stack of ['notes', 'automation']) stacks.set(`/opt/stacks/${stack}`, false);
  const refused = await lab.gates('run', { phase: 'shutdown', 'window-id': 'W0' });
  expect(refused.code).toBe(1);
  const { code, out, err } = await lab.gates('run', { phase: 'recovery', 'window-id': 'W1' });
  expect(code, out + err).toBe(0);
  // The storage was never disabled: power was lost, nobody switched anything off.
  expect(lab.effects).toEqual(UP.filter((effect) => !effect.startsWith('disable')));
  expect(await lab.guest(105).container!.running()).toBe(true);
});
