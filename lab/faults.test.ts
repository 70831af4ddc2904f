import { execFileSync } from 'node:child_process';
import { cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import { ended } from './operator.ts';
import { DOWN, SHUTDOWN, STARTUP, UP } from './story.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.build(['home']);
});
afterEach(() => lab.mend());
afterAll(() => lab?.end());

const TRANSACTION = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const down = (argv: object = {}, env: NodeJS.ProcessEnv = {}) =>
  lab.gates('run', { ...SHUTDOWN, ...argv }, env);

/** A guard refused: nothing was done, and nothing is held any more. */
async function refused({ code, out }: Awaited<ReturnType<typeof down>>, text: string): Promise<void> {
  expect(code, out).toBe(1);
  expect(out).toContain(text);
  expect(lab.effects).toEqual([]);
  expect((await lab.machine('gw-home').run(['sh', '-c', 'ls /run/lock'])).out).not.toContain('gates');
}

/** A window that stopped goes on to its end. */
async function resumed(id: string, effects: readonly string[]): Promise<void> {
  const { code, out, err } = await lab.gates('resume', { id });
  expect(code, out + err).toBe(0);
  expect(lab.effects).toEqual(effects);
  expect(lab.violations).toEqual([]);
}

describe('the way to a machine', () => {
  test('host unreachable: refused', async () => {
    await lab.plugOut(lab.machine('pve-home'));
    await refused(await down(), 'guard reachability of home: refused');
  });

  test('ssh key refused: refused, with the words of ssh', async () => {
    lab.machine('pve-home').rewrite('authorized_keys', '');
    await refused(await down(), 'Permission denied (publickey)');
  });

  test('host key changed: refused, and not trusted', async () => {
    lab.operator.knowHosts((machine) => (machine === 'pve-home' ? 'nas' : machine));
    await refused(await down(), 'not reachable: WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!');
  });

  test('hung command: given up at its deadline, and done when the window goes on', async () => {
    lab.hung.add('pve-home pvesm');
    const { code, out } = await down({}, { LAB_HURRY: '20' });
    expect(code).toBe(1);
    expect(out).toMatch(/disable the storage "archive-b".*FAILED.*no end within/);
    expect(lab.effects).toEqual(DOWN.slice(0, 5));
    lab.hung.clear();
    await resumed('W1', DOWN);
  });

  test('half-closed connection: the effect counts, and comes once', async () => {
    lab.before = async (machine, [program]) => {
      if (program === 'pvesm') await machine.run(['pkill', '-KILL', '-f', 'sshd: root@notty']);
    };
    const { code, out, err } = await down();
    expect(code, out + err).toBe(0);
    expect(lab.effects).toEqual(DOWN);
  });

  test('cable pulled while a guest stops: what was done is found when it is back', async () => {
    lab.edit(
      TRANSACTION,
      'guest_stop_timeout_sec: 5\n    escalate_stop: false',
      'guest_stop_timeout_sec: 120\n    escalate_stop: false',
    );
    lab.before = async (machine, [program, verb]) => {
      if (program !== 'qm' || verb !== 'shutdown') return;
      machine.network.cut(machine.plan, true);
      void wait(18_000).then(() => machine.network.cut(machine.plan, false));
    };
    const { code, out, err } = await down({}, { LAB_SPEED: '5' });
    expect(code, out + err).toBe(0);
    expect(lab.effects).toEqual(DOWN);
  });
});

describe('guests', () => {
  test('shutdown timeout of a VM: failed, and nothing after it is done', async () => {
    lab.guest(100).deaf = true;
    const { code, out } = await down();
    expect(code).toBe(1);
    expect(out).toContain('got timeout');
    expect(lab.effects).toEqual(DOWN.slice(0, 3));
  });

  test('a container that ignores signals: failed where the contract allows no more', async () => {
    lab.guest(105).container!.deafen();
    const { code, out } = await down();
    expect(code).toBe(1);
    expect(out).toContain('container did not stop');
    expect(await lab.guest(105).container!.running()).toBe(true);
    expect(lab.effects).toEqual(DOWN.slice(0, 4));
    const aborted = await lab.gates('abort', { id: 'W1' });
    expect(aborted.out).toContain('Off now, by its journal:\n  home: VM 100 "atlas"');
  });

  test('a container that ignores signals: switched off where the contract allows it, and it is told', async () => {
    lab.guest(105).container!.deafen();
    lab.edit(TRANSACTION, 'escalate_stop: false', 'escalate_stop: true');
    const { code, out } = await down();
    expect(code, out).toBe(0);
    expect(out).toContain('it did not stop in time, so it was switched off: pct stop 105');
    expect(lab.effects).toEqual(DOWN.map((effect) => (effect === 'shutdown 105' ? 'stop 105' : effect)));
  });

  test.each([
    ['paused', { status: 'paused' }, 'home/100 is "paused"'],
    ['queued for HA', { ha: true }, 'home/100 is running'],
  ])('%s: not taken for stopped', async (_, change, text) => {
    Object.assign(lab.guest(100), change);
    const { code, out } = await down();
    expect(code).toBe(1);
    expect(out).toContain(text);
    expect(lab.effects).not.toContain('off pve-home');
  });

  test('start failure: failed with the words of Proxmox VE, and started when it is mended', async () => {
    expect((await down()).code).toBe(0);
    lab.guest(100).broken = 'archive-b';
    const { code, out } = await lab.gates('run', STARTUP);
    expect(code).toBe(1);
    expect(out).toContain("storage 'archive-b' is not online");
    delete lab.guest(100).broken;
    await resumed('W2', [...DOWN, ...UP]);
  });
});

test('killed while a hypervisor goes off, and taken up long after: found off, and not asked again', async () => {
  const child = lab.start('run', SHUTDOWN);
  lab.before = async (_, [program, verb]) => {
    if (program === 'pvesh' && verb === 'create') child.kill('SIGKILL');
  };
  expect((await ended(child)).code).toBe(null);
  const anHourLater = { LAB_EPOCH: String(Date.now() - 180_000) };
  const { code, out, err } = await lab.gates('resume', { id: 'W1' }, anHourLater);
  expect(code, out + err).toBe(0);
  expect(lab.effects).toEqual(DOWN);
});

describe('storage', () => {
  test('an export that does not answer: nothing that needs it is started', async () => {
    expect((await down()).code).toBe(0);
    lab.machine('nas').rewrite('exports', '');
    const { code, out } = await lab.gates('run', STARTUP, { LAB_SPEED: '200' });
    expect(code).toBe(1);
    expect(out).toContain('198.51.100.20 does not export /volume1/photos');
    expect(lab.effects).toEqual([...DOWN, 'boot nas']);
    lab.machine('nas').rewrite('exports', '/volume1/photos\n');
    await resumed('W2', [...DOWN, ...UP]);
  });

  test('a stale backup: refused', async () => {
    lab.edit(SNAPSHOT, '2026-01-15T03:22:48Z', '2026-01-12T03:22:48Z');
    await refused(await down(), 'guard backup-freshness of home: refused');
  });

  test('a full disk under the journal: stopped before the next effect, and goes on when there is room', async () => {
    const folder = join(lab.estate, 'mailroom/state/windows');
    expect((await down()).code).toBe(0);
    const size = statSync(join(folder, 'W1.yaml.journal')).size;
    await lab.mend();
    execFileSync('mkdir', ['-p', folder]);
    const half = Math.ceil((size * 0.9) / 4096) * 4096;
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${half}`, 'lab-full', folder]);
    try {
      const { code, out, err } = await down();
      expect(code, out + err).toBe(2);
      expect(err).toMatch(/(journal|checkpoint) could not be written/);
      expect(lab.effects).toEqual(DOWN.slice(0, lab.effects.length));
      expect(lab.effects.length).toBeLessThan(DOWN.length);
      execFileSync('mount', ['-o', 'remount,size=10m', folder]);
      await resumed('W1', DOWN);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe('who may', () => {
  test('wrong token: nothing is asked of any machine, and the word is nowhere', async () => {
    const before = lab.commands().length;
    const { code, out, err } = await down({ 'ack-token': 'SOMEBODY_GUESSES' });
    expect(code).toBe(2);
    expect(err).toContain('the acknowledgement token is not the one of the contract');
    expect(out + err).not.toContain('SOMEBODY');
    expect(lab.commands().length).toBe(before);
  });

  test('foreign lock: shown, not broken, and given up only for its owner', async () => {
    const lock = '/var/lock/gates-window-home';
    const keeper = lab.machine('gw-home');
    await keeper.run(['ln', '-s', 'gates:W9:night@tower', lock]);
    const { code, out } = await down();
    expect(code).toBe(1);
    expect(out).toContain('held by window "W9" of night@tower, on gw-home');
    expect((await lab.gates('unlock', { owner: 'somebody@else' })).code).toBe(1);
    expect((await keeper.run(['readlink', lock])).out.trim()).toBe('gates:W9:night@tower');
    expect((await lab.gates('unlock', { owner: 'night@tower' })).code).toBe(0);
    expect((await down({ 'window-id': 'W5' })).code).toBe(0);
  });

  test.each(['one estate', 'two estates'])('two windows at once, on %s: one gets through', async (where) => {
    const second = where === 'one estate' ? lab.estate : join(lab.folder, 'second');
    if (second !== lab.estate) cpSync(lab.estate, second, { recursive: true });
    const outcomes = await Promise.all([
      ended(lab.start('run', { ...SHUTDOWN, 'window-id': 'A' })),
      ended(lab.start('run', { ...SHUTDOWN, 'window-id': 'B', estate: second })),
    ]);
    const codes = outcomes.map((outcome) => outcome.code).sort();
    const words = outcomes.map(({ out, err }) => out + err).join('\n');
    expect(codes, words).toEqual([0, second === lab.estate ? 2 : 1]);
    expect(words).toMatch(/held by window "[AB]" of keeper@desk/);
    expect(lab.effects).toEqual(DOWN);
  });
});
