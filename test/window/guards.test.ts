import { expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { notYet, wrong } from '../../src/window/observation.ts';
import type { WindowRun } from '../../src/window/run-window.ts';
import type { Machine } from './fake/estate-machines.ts';
import { Stand } from './stand.ts';

const SAMPLE = diskTree('fixtures/estates/two-sites');
const down = (site = 'shop') => Stand.of(SAMPLE, { sites: [site], phase: 'shutdown', poweroff: [site] });

type Judges = WindowRun['judges'];

/** What breaks a guard: something on the machines, or what the contracts and the evidence tell. */
interface Trouble {
  readonly on?: (machines: Readonly<Record<string, Machine>>) => unknown;
  readonly judges?: Partial<Judges>;
}

const LOCK = '/var/lock/gates-window-shop';
const BUSY = { type: 'qmigrate', status: 'RUNNING' };

/** Runs, and no contract has it as active: 219 is retired, and nothing names 777. */
const STRAY = { name: 'forgotten', status: 'running' };

/** Each guard of a shutdown, what stands against it, and whether an emergency sets it aside. */
const TROUBLES: readonly (readonly [string, boolean, Trouble])[] = [
  ['lock', false, { on: (all) => Object.assign(all['gw-shop']!.links, { [LOCK]: 'gates:W9:night@tower' }) }],
  ['guest-locks', false, { on: (all) => Object.assign(all.pve!.guests['212']!, { lock: 'backup' }) }],
  ['other-guests', true, { on: (all) => Object.assign(all.pve!.guests, { 219: { ...STRAY, kind: 'lxc' } }) }],
  [
    'other-guests',
    true,
    { on: (all) => Object.assign(all.pve!.guests, { 777: { ...STRAY, kind: 'qemu' } }) },
  ],
  ['running-jobs', false, { on: (all) => Object.assign(all.pve!, { tasks: [BUSY] }) }],
  ['pool-health', true, { on: (all) => Object.assign(all.pve!, { pools: [{ health: 'DEGRADED' }] }) }],
  ['root-disk', true, { on: (all) => Object.assign(all.pve!, { rootUsed: 99 }) }],
  ['out-of-band', true, { on: (all) => silence(all, '192.0.2.250') }],
  ['maintenance-pack', true, { judges: { pack: async () => wrong('the pack fails', 'mend it') } }],
  ['backup-freshness', true, { judges: { evidence: async () => notYet('too old') } }],
];

function silence(machines: Readonly<Record<string, Machine>>, address: string): void {
  const machine = Object.values(machines).find((one) => one.addresses.includes(address));
  machine!.on = false;
}

/** Runs a shutdown in trouble; what its guards said. */
async function inTrouble({ on, judges }: Trouble, change: Partial<WindowRun> = {}) {
  const stand = await down();
  on?.(stand.world.state.machines);
  const usual: Judges = {
    pack: async () => ({ state: 'holds', text: '' }),
    evidence: async () => ({ state: 'holds', text: '' }),
    copies: async () => ({ state: 'holds', text: '' }),
  };
  const { ended } = await stand.run('W1', { judges: { ...usual, ...judges }, ...change });
  const said = stand.entries.find((one) => one.kind === 'guards');
  return { stand, ended, said };
}

test.each(TROUBLES)('%s refuses alone, and nothing was done', async (id, _, trouble) => {
  const { stand, ended, said } = await inTrouble(trouble);
  expect(said).toMatchObject({ refused: [id], skipped: [] });
  expect(ended).toBe('refused');
  expect(stand.effects()).toEqual([]);
});

test.each(TROUBLES)('%s in an emergency: set aside (%s)', async (id, isPolicy, trouble) => {
  const { ended, said } = await inTrouble(trouble, { emergency: { reason: 'UPS low' } });
  expect(said).toMatchObject({ refused: isPolicy ? [] : [id] });
  expect(ended).toBe(isPolicy ? 'completed' : 'refused');
});

test('the word of the contract stands in for a device that is silent, and for nothing else', async () => {
  const acknowledgement = { provided: true, matches: true };
  for (const [id, , trouble] of TROUBLES.filter(([name]) => /^(out-of-band|pool-health)$/.test(name))) {
    const { ended, said } = await inTrouble(trouble, { acknowledgement });
    expect(said, id).toMatchObject({ refused: id === 'out-of-band' ? [] : [id] });
    expect(ended, id).toBe(id === 'out-of-band' ? 'completed' : 'refused');
  }
});

test('where the contract requires no path that survives, a silent device is told and stops nothing', async () => {
  const stand = await down('home');
  silence(stand.world.state.machines, '198.51.100.2');
  const told: string[] = [];
  const { ended } = await stand.run('W1', {
    onlooker: {
      entry: () => {},
      waiting: () => {},
      held: () => {},
      note: () => {},
      guards: (_site, _phase, verdicts) =>
        void told.push(...verdicts.map(({ guard, verdict }) => `${guard.id} ${verdict}`)),
    },
  });
  expect(told).toContain('out-of-band noted');
  expect(ended).not.toBe('refused');
});

test('a waker without a program to send with refuses a stop', async () => {
  const stand = await down();
  stand.world.before = (to, [program]) =>
    to.id === 'gw-shop' && /^(socat|python3)$/.test(program!)
      ? { kind: 'ended', code: 127, stdout: '', stderr: 'not found' }
      : undefined;
  expect((await stand.run('W1')).ended).toBe('refused');
  expect(stand.entries.find((one) => one.kind === 'guards')).toMatchObject({ refused: ['waker'] });
  expect(stand.effects()).toEqual([]);
});
