import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { magicPacket } from '../src/window/magic-packet.ts';
import { Lab } from './lab.ts';
import { DOWN, SHUTDOWN, UP } from './story.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.build(['home']);
});
afterEach(() => lab.mend());
afterAll(() => lab?.end());

test('a full window stops a real container and everything else, NAS last, and starts it again, NAS first', async () => {
  const container = lab.guest(105).container!;
  expect(await container.running()).toBe(true);
  const { code, out, err } = await lab.gates('run', { phase: 'full', poweroff: ['home'], 'window-id': 'W1' });
  expect(code, out + err).toBe(0);
  expect(lab.effects).toEqual([...DOWN, ...UP]);
  expect(lab.violations).toEqual([]);
  expect(await container.running()).toBe(true);
  expect(out).toContain('run the postcheck "guest.status": holds');
  expect(out.trimEnd().split('\n').at(-1)).toMatch(/^CAP-\d{8}-\d{6}__infra\.maintenance\.window__R\w+$/);
  expect(readdirSync(join(lab.estate, 'receipts/sessions'))).toHaveLength(1);
  const locks = await lab.machine('gw-home').run(['sh', '-c', 'ls /var/lock']);
  expect(locks.out).not.toContain('gates-window');
});

test('the magic packet that a sleeping machine hears is the documented one', async () => {
  await lab.gates('run', SHUTDOWN);
  expect(lab.machine('nas').on).toBe(false);
  const { code } = await lab.gates('start', { 'window-id': 'W2' });
  expect(code).toBe(0);
  const vector = `ffffffffffff${'00005e00530a'.repeat(16)}`;
  expect(lab.packets[0]!.toString('hex')).toBe(vector);
  expect(lab.packets[0]!.equals(magicPacket('00:00:5E:00:53:0A'))).toBe(true);
  expect(lab.packets[0]).toHaveLength(102);
});

test('what runs is seen as it is', async () => {
  const { code, out } = await lab.gates('guests', { site: 'home' });
  expect(code, out).toBe(0);
  expect(out).toMatch(/105 +lxc +running +pihole-home/);
});
