import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DOWN } from '../story.ts';
import { Stand, TRANSACTION } from './stand.ts';

/** Each command has a connection of its own, which is what breaks here. */
const stand = new Stand({ shared: false });

test('host unreachable: refused', async () => {
  await stand.lab.plugOut(stand.lab.machine('pve-home'));
  await stand.refused(await stand.down(), 'guard reachability of home: refused');
});

test('ssh key refused: refused, with the words of ssh', async () => {
  stand.lab.machine('pve-home').rewrite('authorized_keys', '');
  await stand.refused(await stand.down(), 'Permission denied (publickey)');
});

test('host key changed: refused, and not trusted', async () => {
  stand.lab.operator.knowHosts((machine) => (machine === 'pve-home' ? 'nas' : machine));
  await stand.refused(await stand.down(), 'not reachable: WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!');
});

test('hung command: given up at its deadline, and done when the window goes on', async () => {
  stand.lab.hung.add('pve-home pvesm');
  const { code, out } = await stand.down({}, { LAB_HURRIED: 'pvesm' });
  expect(code).toBe(1);
  expect(out).toMatch(/disable the storage "archive-b".*FAILED.*no end within/);
  expect(stand.lab.effects).toEqual(DOWN.slice(0, 5));
  stand.lab.hung.clear();
  await stand.resumed('W1', DOWN);
});

test('half-closed connection: the effect counts, and comes once', async () => {
  stand.lab.before = async (machine, [program]) => {
    if (program === 'pvesm') await machine.run(['pkill', '-KILL', '-f', 'sshd: root@notty']);
  };
  const { code, out, err } = await stand.down();
  expect(code, out + err).toBe(0);
  expect(stand.lab.effects).toEqual(DOWN);
});

test('cable pulled while a guest stops: what was done is found when it is back', async () => {
  stand.lab.edit(
    TRANSACTION,
    'guest_stop_timeout_sec: 5\n    escalate_stop: false',
    'guest_stop_timeout_sec: 120\n    escalate_stop: false',
  );
  stand.lab.before = async (machine, [program, verb]) => {
    if (program !== 'qm' || verb !== 'shutdown') return;
    machine.network.cut(machine.plan, true);
    void wait(18_000).then(() => machine.network.cut(machine.plan, false));
  };
  const { code, out, err } = await stand.down({}, { LAB_SPEED: '5' });
  expect(code, out + err).toBe(0);
  expect(stand.lab.effects).toEqual(DOWN);
});
