import { expect, test } from 'vitest';
import { ended } from '../operator.ts';
import { DOWN, SHUTDOWN, STARTUP, UP } from '../story.ts';
import { Stand, TRANSACTION } from './stand.ts';

const stand = new Stand();

test('shutdown timeout of a VM: failed, and nothing after it is done', async () => {
  stand.lab.guest(100).deaf = true;
  const { code, out } = await stand.down();
  expect(code).toBe(1);
  expect(out).toContain('got timeout');
  expect(stand.lab.effects).toEqual(DOWN.slice(0, 3));
});

test('a container that ignores signals: failed where the contract allows no more', async () => {
  stand.lab.guest(105).container!.deafen();
  const { code, out } = await stand.down();
  expect(code).toBe(1);
  expect(out).toContain('container did not stop');
  expect(await stand.lab.guest(105).container!.running()).toBe(true);
  expect(stand.lab.effects).toEqual(DOWN.slice(0, 4));
  const aborted = await stand.lab.gates('abort', { id: 'W1' });
  expect(aborted.out).toContain('Off now, by its journal:\n  home: VM 100 "atlas"');
});

test('a container that ignores signals: switched off where the contract allows it, and it is told', async () => {
  stand.lab.guest(105).container!.deafen();
  stand.lab.edit(TRANSACTION, 'escalate_stop: false', 'escalate_stop: true');
  const { code, out } = await stand.down();
  expect(code, out).toBe(0);
  expect(out).toContain('it did not stop in time, so it was switched off: pct stop 105');
  expect(stand.lab.effects).toEqual(DOWN.map((effect) => (effect === 'shutdown 105' ? 'stop 105' : effect)));
});

test.each([
  ['paused', { status: 'paused' }, 'home/100 is "paused"'],
  ['queued for HA', { ha: true }, 'home/100 is running'],
])('%s: not taken for stopped', async (_, change, text) => {
  Object.assign(stand.lab.guest(100), change);
  const { code, out } = await stand.down();
  expect(code).toBe(1);
  expect(out).toContain(text);
  expect(stand.lab.effects).not.toContain('off pve-home');
});

test('start failure: failed with the words of Proxmox VE, and started when it is mended', async () => {
  expect((await stand.down()).code).toBe(0);
  stand.lab.guest(100).broken = 'archive-b';
  const { code, out } = await stand.lab.gates('run', STARTUP);
  expect(code).toBe(1);
  expect(out).toContain("storage 'archive-b' is not online");
  delete stand.lab.guest(100).broken;
  await stand.resumed('W2', [...DOWN, ...UP]);
});

test('killed while a hypervisor goes off, and taken up long after: found off, and not asked again', async () => {
  const child = stand.lab.start('run', SHUTDOWN);
  stand.lab.before = async (_, [program, verb]) => {
    if (program === 'pvesh' && verb === 'create') child.kill('SIGKILL');
  };
  expect((await ended(child)).code).toBe(null);
  const anHourLater = { LAB_EPOCH: String(Date.now() - 180_000) };
  const { code, out, err } = await stand.lab.gates('resume', { id: 'W1' }, anHourLater);
  expect(code, out + err).toBe(0);
  expect(stand.lab.effects).toEqual(DOWN);
});
