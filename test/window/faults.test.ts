import { describe, expect, test } from 'vitest';
import { ended, Stage } from './stage.ts';

const SHUTDOWN = { phase: 'shutdown', poweroff: ['home'], 'window-id': 'W1' };

describe('guests', () => {
  test('that ignore a shutdown stop the window where the contract does not allow more', async () => {
    const stage = new Stage((state) => {
      state.machines['pve-home'].guests['105']!.deaf = true;
    });
    const { code, out } = await stage.run('run', SHUTDOWN);
    expect(code).toBe(1);
    expect(out).toContain('container did not stop');
    expect(out).toContain('escalate_stop: true');
    expect(stage.state().effects).not.toContain('off pve-home');
    const aborted = await stage.run('abort', {});
    expect(aborted.out).toContain('Off now, by its journal:\n  home: VM 100 "atlas"');
    expect(stage.state().machines['gw-home'].links).toEqual({});
  });

  test('are switched off where it does, and the window says so', async () => {
    const stage = new Stage((state) => {
      state.machines['pve-home'].guests['105']!.deaf = true;
    });
    stage.edit('escalate_stop: false', 'escalate_stop: true');
    const { code, out } = await stage.run('run', SHUTDOWN);
    expect(out).toContain('it did not stop in time, so it was switched off: pct stop 105');
    expect(stage.state().violations).toEqual([]);
    expect(code).toBe(0);
  });

  test('that are paused or queued for HA do not count as stopped', async () => {
    const stage = new Stage((state) => {
      state.machines['pve-home'].guests['100']!.status = 'paused';
    });
    const paused = await stage.run('run', SHUTDOWN);
    expect(paused.code).toBe(1);
    expect(paused.out).toContain('home/100 is "paused"; expected running or stopped');
    stage.change((state) => {
      state.machines['pve-home'].guests['100'] = {
        ...state.machines['pve-home'].guests['100']!,
        status: 'running',
        ha: true,
      };
    });
    const queued = await stage.run('resume', {});
    expect(queued.code).toBe(1);
    expect(queued.out).toContain('FAILED: home/100 is running');
  });
});

describe('guards refuse', () => {
  const refusal = async (change: ConstructorParameters<typeof Stage>[0], options: object = {}) => {
    const stage = new Stage(change);
    const outcome = await stage.run('run', { ...SHUTDOWN, ...options });
    return { stage, ...outcome };
  };

  test('a locked guest, a running backup, an ill pool and a full disk, and leave everything as it was', async () => {
    const { stage, code, out } = await refusal((state) => {
      const pve = state.machines['pve-home'];
      pve.guests['105']!.lock = 'backup';
      pve.tasks = [
        { type: 'vzdump', id: '105', status: 'RUNNING' },
        { type: 'vzdump', id: '100', status: 'OK', endtime: 1 },
      ];
      pve.pools = [{ name: 'rpool', health: 'DEGRADED' }];
      pve.rootUsed = 97;
    });
    expect(code).toBe(1);
    for (const text of [
      '105 is locked ("backup")',
      'runs vzdump 105\n',
      'pool rpool is DEGRADED',
      'is 97 % full',
    ])
      expect(out).toContain(text);
    expect(stage.state().effects).toEqual([]);
    expect(stage.state().machines['gw-home'].links).toEqual({});
  });

  test('a host whose key changed, and one that refuses ours', async () => {
    const changed = await refusal((state) => void state.changedKeys.push('pve-home'));
    expect(changed.out).toContain('pve-home is not reachable: Host key verification failed');
    const refused = await refusal((state) => void state.noKey.push('pve-home'));
    expect(refused.out).toContain('Permission denied');
    expect([changed.code, refused.code]).toEqual([1, 1]);
  });

  test('a wrong token, before anything is asked', async () => {
    const { stage, code, err, out } = await refusal(undefined, { 'ack-token': 'SOMEBODY_GUESSES' });
    expect(code).toBe(2);
    expect(err).toContain('the acknowledgement token is not the one of the contract');
    expect(err + out).not.toContain('SOMEBODY');
    expect(stage.calls()).toEqual([]);
  });

  test('an emergency sets policy aside, never locks; its receipt says so', async () => {
    const { stage, code, out } = await refusal(
      (state) => {
        state.machines['pve-home'].pools = [{ name: 'rpool', health: 'DEGRADED' }];
      },
      { emergency: 'the UPS is empty in ten minutes' },
    );
    expect(out).toContain('guard pool-health of home: skipped');
    expect(out).toContain('guard guest-locks of home: held');
    expect(code).toBe(0);
    const key = out.trimEnd().split('\n').at(-1);
    const envelope = JSON.parse(stage.read(`receipts/sessions/R${key}/receipt.json`));
    const { predicate } = JSON.parse(Buffer.from(envelope.payload, 'base64').toString());
    expect(predicate.gates_emergency.reason).toBe('the UPS is empty in ten minutes');
    expect(predicate.gates_emergency.skipped).toContain('home pool-health');
  });
});

describe('locks', () => {
  test('of somebody else are shown and not broken, unless their owner is named', async () => {
    const lock = '/var/lock/gates-window-home';
    const stage = new Stage((state) => {
      Object.assign(state.machines['gw-home'].links, { [lock]: 'gates:W9:night@tower' });
    });
    const { code, out } = await stage.run('run', SHUTDOWN);
    expect(code).toBe(1);
    expect(out).toContain('held by window "W9" of night@tower, on gw-home');
    expect(stage.state().effects).toEqual([]);
    const other = await stage.run('unlock', { owner: 'keeper@desk' });
    expect(other.code).toBe(1);
    expect(stage.state().machines['gw-home'].links).toHaveProperty([lock]);
    const named = await stage.run('unlock', { owner: 'night@tower' });
    expect(named.code).toBe(0);
    expect(stage.state().machines['gw-home'].links).toEqual({});
  });

  test('let one of two windows through', async () => {
    const stage = new Stage();
    const [first, second] = await Promise.all([
      stage.run('run', { ...SHUTDOWN, 'window-id': 'A' }),
      stage.run('run', { ...SHUTDOWN, 'window-id': 'B' }),
    ]);
    expect([first.code, second.code].sort(), first.err + second.err).toEqual([0, 2]);
    expect(stage.state().effects.filter((effect) => effect === 'off nas')).toHaveLength(1);
  });
});

test('an interrupt ends the step at hand and leaves a window that goes on', async () => {
  const stage = new Stage();
  const child = stage.start('run', SHUTDOWN);
  child.stdout.on('data', (chunk) => {
    if (String(chunk).includes('qm shutdown 100')) child.kill('SIGINT');
  });
  const { code, out } = await ended(child);
  expect(code).toBe(1);
  expect(out).toContain('Next: gates window resume W1');
  expect(stage.state().effects).toContain('shutdown 100');
  expect(stage.state().effects).not.toContain('off nas');
  expect((await stage.run('resume', {})).code).toBe(0);
  expect(stage.state().effects.at(-1)).toBe('off nas');
  expect(stage.state().violations).toEqual([]);
});

test('a second interrupt leaves the step at once, and the window still goes on', async () => {
  const stage = new Stage((state) => {
    state.machines['pve-home'].guests['105']!.deaf = true;
  });
  const child = stage.start('run', SHUTDOWN);
  let sent = 0;
  child.stdout.on('data', (chunk) => {
    const text = String(chunk);
    if (sent === 0 && text.includes('pct shutdown 105')) sent = Number(child.kill('SIGINT'));
    if (sent === 1 && text.includes('the step at hand ends first')) sent += Number(child.kill('SIGINT'));
  });
  const { code, out } = await ended(child);
  expect([code, sent]).toEqual([1, 2]);
  expect(out).toContain('Next: gates window resume W1');
  stage.change((state) => {
    state.machines['pve-home'].guests['105']!.deaf = false;
  });
  expect((await stage.run('resume', {})).code).toBe(0);
  expect(stage.state().effects.filter((effect) => effect === 'shutdown 105')).toHaveLength(1);
  expect(stage.state().violations).toEqual([]);
});
