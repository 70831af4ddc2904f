import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { SEQUENCING } from '../plan/estates.ts';
import { Stand } from './stand.ts';

const sample = (name: string): Tree => diskTree(`fixtures/estates/${name}`);

/** The database of one site is needed by a guest of the other. */
function withEdge(): Tree {
  const base = sample('two-sites');
  const text = Buffer.from(base.read(SEQUENCING)).toString();
  const row = '  - {consumer: home/100, provider: shop/213, via: order, required: true}';
  return overlayTree(
    base,
    new Map([[SEQUENCING, text.replace('dependencies:\n', `dependencies:\n${row}\n`)]]),
  );
}

const SITES = {
  home: { machines: /(pve-home|gw-home|switch-home|atlas|pihole-home|nas)$/, nas: 'nas' },
  shop: { machines: /(pve|nas-shop)$/, nas: 'nas-shop' },
  barn: { machines: /barn$/, nas: 'nas-barn' },
};

/** Effects of switching whole machines, of one site. */
const power = (stand: Stand, site: keyof typeof SITES): string[] =>
  stand.effects().filter((one) => /^(off|boot) /.test(one) && SITES[site].machines.test(one.split(' ')[1]!));

/** Every guest with what it does now. */
const guestsOf = (stand: Stand): string[] =>
  Object.values(stand.world.state.machines).flatMap(({ guests }) =>
    Object.entries(guests).map(([vmid, { status }]) => `${vmid} ${status}`),
  );

describe('all sites in one window', () => {
  test.each([
    ['two-sites', ['home', 'shop']],
    ...(process.env.NIGHTLY ? [['three-sites', ['barn', 'home', 'shop']] as const] : []),
  ] as const)('of %s: everything goes down and comes back', async (name, sites) => {
    const stand = await Stand.of(sample(name));
    const { ended, state } = await stand.run('W1');
    expect(stand.failures()).toEqual([]);
    expect(stand.world.state.violations).toEqual([]);
    expect(ended).toBe('completed');
    expect(state.plan.sites).toEqual(sites);
    for (const site of sites) {
      const { nas } = SITES[site];
      const [off, ...rest] = power(stand, site);
      expect([off, ...rest]).toEqual([off, `off ${nas}`, `boot ${nas}`, off!.replace('off', 'boot')]);
    }
    expect(guestsOf(stand).every((one) => one.endsWith(' running'))).toBe(true);
    expect(guestsOf(stand).length).toBeGreaterThan(4);
    expect(Object.values(stand.world.state.machines).flatMap(({ links }) => Object.keys(links))).toEqual([]);
  });

  test('a postcheck that looks at all of them waits for the slowest', async () => {
    const stand = await Stand.of(sample('two-sites'), { sites: ['all'], phase: 'recovery' });
    for (const { guests } of Object.values(stand.world.state.machines))
      for (const one of Object.values(guests)) one.status = 'stopped';
    stand.world.before = async (to, argv) => {
      if (to.id === 'pve' && argv[1] === 'start') for (let turn = 0; turn < 500; turn++) await setImmediate();
      return undefined;
    };
    const { run } = stand.world.here;
    const atPostchecks: string[][] = [];
    stand.world.here.run = async (argv) => {
      if (argv[0]!.endsWith('/guest-status')) atPostchecks.push(guestsOf(stand));
      return run(argv);
    };
    expect((await stand.run('W1')).ended).toBe('completed');
    expect(stand.said).toContainEqual(
      expect.stringMatching(/^home\/recovery\/capability-\S*\/postcheck waits for shop\/recovery\//),
    );
    expect(atPostchecks).toHaveLength(2);
    expect(atPostchecks.flat().filter((one) => !one.endsWith(' running'))).toEqual([]);
  });

  test('an edge between them is kept on the way down and on the way up', async () => {
    const stand = await Stand.of(withEdge());
    expect((await stand.run('W1')).ended).toBe('completed');
    const turn = (effect: string) => stand.effects().indexOf(effect);
    expect(turn('shutdown 100')).toBeGreaterThanOrEqual(0);
    expect(turn('shutdown 100')).toBeLessThan(turn('shutdown 213'));
    expect(turn('start 213')).toBeGreaterThan(turn('shutdown 213'));
    expect(turn('start 213')).toBeLessThan(turn('start 100'));
  });

  test('one that is dark does not stop the other, and what needs it waits', async () => {
    const stand = await Stand.of(withEdge(), { sites: ['all'], phase: 'recovery' });
    const { machines } = stand.world.state;
    for (const { guests } of Object.values(machines))
      for (const one of Object.values(guests)) one.status = 'stopped';
    machines['gw-shop']!.on = false;
    machines.pve!.on = false;
    const { ended, state } = await stand.run('W1');
    expect(ended).toBe('stopped');
    const running = guestsOf(stand).filter((one) => one.endsWith(' running'));
    expect(running).toEqual(['105 running']);
    expect(state.phases.get('shop recovery')?.status).toBe('failed');
    expect(stand.failures()).toContainEqual(
      expect.stringMatching(/^home\/recovery\/guest-100\/start: it waits for shop\/recovery\/guest-213/),
    );
    machines['gw-shop']!.on = true;
    machines.pve!.on = true;
    expect((await stand.resume('W1')).ended).toBe('completed');
    expect(guestsOf(stand).every((one) => one.endsWith(' running'))).toBe(true);
  });

  test('one that fails on the way down leaves the other to go on', async () => {
    const stand = await Stand.of(sample('two-sites'), {
      sites: ['all'],
      phase: 'shutdown',
      poweroff: ['all'],
    });
    stand.world.before = (to, argv) =>
      to.id === 'pve' && argv[1] === 'shutdown'
        ? { kind: 'ended', code: 255, stdout: '', stderr: 'VM quit/powerdown failed - got timeout' }
        : undefined;
    const { state } = await stand.run('W1');
    expect(state.phases.get('home shutdown')?.status).toBe('completed');
    expect(power(stand, 'home')).toEqual(['off pve-home', 'off nas']);
  });
});
