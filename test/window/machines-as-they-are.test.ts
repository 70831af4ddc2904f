import { describe, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Ran } from '../../src/window/world.ts';
import { Stand } from './stand.ts';

const HOME = diskTree('fixtures/estates/two-sites');
const down = () => Stand.of(HOME, { sites: ['home'], phase: 'shutdown', poweroff: ['home'] });
const up = () => Stand.of(HOME, { sites: ['home'], phase: 'startup' });
const guests = (stand: Stand) => stand.world.state.machines['pve-home']!.guests;
const count = (stand: Stand, effect: string) => stand.effects().filter((one) => one === effect).length;
const ended = (stdout: string, code = 0, stderr = ''): Ran => ({ kind: 'ended', code, stdout, stderr });

describe('guests', () => {
  test('that stand already as they should are left alone, where the tools would call that a failure', async () => {
    const stand = await down();
    guests(stand)['105']!.status = 'stopped';
    expect((await stand.run('W1')).ended).toBe('completed');
    expect(count(stand, 'shutdown 105')).toBe(0);
    const other = await up();
    expect((await other.run('W1')).ended).toBe('completed');
    expect(other.effects().filter((one) => one.startsWith('start '))).toEqual([]);
  });

  test('of which a hypervisor that hangs knows nothing are neither running nor stopped', async () => {
    const stand = await down();
    const rows = [{ id: 'lxc/105', type: 'lxc', vmid: '105', status: 'unknown' }];
    stand.world.before = (_, argv) =>
      argv[2] === '/cluster/resources' ? ended(JSON.stringify({ data: rows })) : undefined;
    const { ended: end, state } = await stand.run('W1');
    expect(end).toBe('refused');
    expect(state.steps.size).toBe(0);
    expect(stand.effects()).toEqual([]);
  });

  test('an empty answer lists none of them, which is not the same as all being free', async () => {
    const stand = await down();
    stand.world.before = (_, argv) => (argv[2] === '/cluster/resources' ? ended('') : undefined);
    expect((await stand.run('W1')).ended).toBe('refused');
  });
});

describe('programs', () => {
  test.each([
    ['showmount', 'nfs-common', 'home', 'gw-home'],
    ['curl', 'curl', 'shop', 'books-a'],
  ])(
    '%s, where a look needs it and a machine lacks it, is named at once',
    async (program, from, site, id) => {
      const stand = await Stand.of(HOME, { sites: [site], phase: 'startup' });
      let asked = 0;
      stand.world.before = (to, argv) => {
        if (to.id !== id || argv[0] !== program) return undefined;
        asked++;
        return ended('', 127, `sh: ${program}: not found`);
      };
      expect((await stand.run('W1')).ended).toBe('stopped');
      expect(asked).toBe(1);
      expect(stand.failures()).toEqual([
        expect.stringContaining(`${id} has no ${program}, by which it would look`),
      ]);
      const failed = stand.entries.find((one) => one.kind === 'failed');
      expect(failed).toMatchObject({ advice: `install ${program} there (Debian: ${from}), then go on` });
      stand.world.before = () => undefined;
      expect((await stand.resume('W1')).ended).toBe('completed');
    },
  );
});

describe('connections', () => {
  test('a command that hangs is given up, and its effect still counts', async () => {
    const stand = await down();
    stand.world.before = (_, argv, { timeoutMs }) => {
      if (argv.join(' ') !== 'pct shutdown 105 --timeout 240') return undefined;
      guests(stand)['105']!.status = 'stopped';
      stand.world.state.effects.push('shutdown 105');
      return { kind: 'unreachable', reason: 'timeout', text: `no end within ${timeoutMs / 1000} s` };
    };
    expect((await stand.run('W1')).ended).toBe('completed');
    expect(count(stand, 'shutdown 105')).toBe(1);
  });

  test('one that is cut after the command left is judged by the effect, and not repeated', async () => {
    const stand = await down();
    let cut = 0;
    stand.world.before = (_, argv) => {
      if (argv[0] !== 'pct' || argv[1] !== 'shutdown') return undefined;
      cut++;
      return { kind: 'unreachable', reason: 'lost', text: 'Connection closed by 203.0.113.110' };
    };
    const first = await stand.run('W1');
    expect(first.ended).toBe('stopped');
    expect(stand.failures().join()).toContain('home/105 is running (Connection closed');
    expect(cut).toBe(1);
    stand.world.before = () => undefined;
    expect((await stand.resume('W1')).ended).toBe('completed');
    expect(count(stand, 'shutdown 105')).toBe(1);
  });
});

describe('a NAS', () => {
  test('that speaks NFS 4 only has no list to show; its port and the mounts prove it', async () => {
    const stand = await up();
    stand.world.before = (_, argv) =>
      argv[0] === 'showmount' ? ended('', 1, 'clnt_create: RPC: Program not registered') : undefined;
    const { ended: end, state } = await stand.run('W1');
    expect(end).toBe('completed');
    const waited = [...state.steps].find(([id]) => id.endsWith('/await-export'))!;
    expect(waited[1].text).toContain('has no list of exports to show, as with NFS 4 only');
  });

  test('whose web pages answer and whose NFS does not is not up', async () => {
    const stand = await up();
    const { nas } = stand.world.state.machines;
    nas!.ports = nas!.ports.filter((port) => port !== 2049);
    stand.world.before = (_, argv) =>
      argv[0] === 'showmount' ? ended('', 1, 'clnt_create: RPC: Program not registered') : undefined;
    const { ended: end } = await stand.run('W1');
    expect(end).toBe('stopped');
    expect(stand.failures().join()).toContain('await-export: ');
    expect(stand.effects()).toEqual([]);
  });

  test('that only closed its ssh is not off', async () => {
    const stand = await down();
    const { nas } = stand.world.state.machines;
    stand.world.before = (_, argv) => {
      if (argv.join(' ') !== 'sudo poweroff') return undefined;
      nas!.ports = [2049];
      return { kind: 'unreachable', reason: 'lost', text: 'Connection closed' };
    };
    expect((await stand.run('W1')).ended).toBe('stopped');
    expect(stand.failures().join()).toContain('still answers on 2049');
  });

  test('that is quiet while the observer still sees it is not off', async () => {
    const stand = await down();
    const { nas } = stand.world.state.machines;
    stand.world.before = (_, argv) => {
      if (argv.join(' ') !== 'sudo poweroff') return undefined;
      nas!.ports = [];
      return { kind: 'unreachable', reason: 'lost', text: 'Connection closed' };
    };
    expect((await stand.run('W1')).ended).toBe('stopped');
    expect(stand.failures().join()).toContain('is quiet, but switch-home still sees it');
  });
});

describe('a waker', () => {
  test('that has nothing to send with is found out before anything is off', async () => {
    const stand = await down();
    stand.world.before = (_, argv) =>
      /^(socat|python3)$/.test(argv[0]!) ? ended('', 127, `${argv[0]}: not found`) : undefined;
    expect((await stand.run('W1')).ended).toBe('refused');
    expect(stand.effects()).toEqual([]);
  });

  test('sends again while the machine sleeps on', async () => {
    const stand = await up();
    const { nas } = stand.world.state.machines;
    nas!.on = false;
    let rounds = 0;
    stand.world.before = (_, argv) => {
      if (argv[0] !== 'python3' || argv[1] !== '-c') return undefined;
      rounds++;
      return rounds < 12 ? ended('') : undefined;
    };
    expect((await stand.run('W1')).ended).toBe('completed');
    expect(rounds).toBeGreaterThan(11);
    expect(count(stand, 'boot nas')).toBe(1);
  });
});

describe('mounts', () => {
  test('that came up as empty folders are mounted before what reads them runs', async () => {
    const stand = await up();
    stand.world.state.machines.atlas!.mounted = { '/srv/photos': false };
    const stacks = stand.world.state.machines.atlas!.stacks;
    for (const path of Object.keys(stacks)) stacks[path] = false;
    expect((await stand.run('W1')).ended).toBe('completed');
    const turn = (start: string) => stand.effects().findIndex((one) => one.startsWith(start));
    expect(turn('mount /srv/photos')).toBeGreaterThanOrEqual(0);
    expect(turn('mount /srv/photos')).toBeLessThan(turn('up '));
  });

  test('that are in use keep the NAS on', async () => {
    const stand = await down();
    stand.world.before = (_, argv) =>
      argv[0] === 'umount' ? ended('', 32, 'umount: target is busy.') : undefined;
    expect((await stand.run('W1')).ended).toBe('stopped');
    expect(stand.failures().join()).toContain('target is busy');
    expect(stand.effects()).not.toContain('off nas');
  });
});
