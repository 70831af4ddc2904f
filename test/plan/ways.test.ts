import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
import { type Edit, planIn, planSample, reasonsIn, refusedIn, SEQUENCING, TRANSACTION } from './estates.ts';

const TARGETS = 'ops/bindings/ssh.targets.yaml';
const off = { sites: ['home'], phase: 'shutdown', poweroff: ['home'] } as const;

/** The row of one machine gets a way over another. */
const over = (machine: string, hop: string): Edit => ({
  file: TARGETS,
  find: `    - id: "${machine}"\n`,
  replace: `    - id: "${machine}"\n      probe_via: ${hop}\n`,
});

describe('a way over a machine that the same window switches off', () => {
  test('is refused with the line of the way, before anything is off', async () => {
    const found = await planSample(off, [over('nas', 'pve-home')]);
    const reason = refusedIn(found).find((one) => one.text.includes('(probe_via)'))!;
    expect(reason.text).toBe(
      'NAS "nas" of site "home" is reached (probe_via) over hypervisor "pve-home" of site "home", which is switched off before in this plan: name a machine that stays on',
    );
    expect(reason.place).toMatchObject({ file: TARGETS, line: 96, column: 18 });
  });

  test('a hypervisor over a guest that runs on it, with or without a power-off', async () => {
    for (const phase of ['precheck', 'shutdown', 'full'] as const) {
      const found = await planSample({ sites: ['home'], phase }, [over('pve-home', 'pihole-home')]);
      expect(reasonsIn(found), phase).toContain(
        '"pve-home" of site "home" is reached (probe_via) over container 105',
      );
    }
  });

  test('hop by hop, and behind another name of the machine', async () => {
    const found = await planSample(off, [over('nas', 'gw-home'), over('gw-home', 'pve-home')]);
    expect(reasonsIn(found)).toContain('NAS "nas" of site "home" is reached (probe_via) over hypervisor');
  });

  test('who sees that a machine is off', async () => {
    const edit = { file: TRANSACTION, find: 'off_observer: switch-home', replace: 'off_observer: atlas' };
    const found = await planSample(off, [edit]);
    expect(reasonsIn(found)).toContain(
      'is seen (off_observer) by VM 100 "atlas" of site "home", which is switched off',
    );
  });

  test('an order that stops well and could not start again', async () => {
    const edits = [
      over('pve-home', 'nas'),
      { file: SEQUENCING, find: '[nas, pve-home, 105, 100]', replace: '[pve-home, 105, 100, nas]' },
    ];
    expect(reasonsIn(await planSample(off, edits))).toContain(
      'NAS "nas" of site "home", which starts only after it',
    );
  });

  test('a machine that stays on may carry the way', async () => {
    expect(refusedIn(await planSample(off, [over('nas', 'gw-home')]))).toEqual([]);
    const still = { sites: ['home'], phase: 'shutdown' } as const;
    expect(refusedIn(await planSample(still, [over('nas', 'pve-home')]))).toEqual([]);
  });
});

describe('a way over a machine that the plan starts first', () => {
  const asked = async (edits: readonly Edit[], sites = ['home']) =>
    planIn(await planSample({ sites, phase: 'recovery' }, edits))
      .guards.filter((guard) => guard.id === 'reachability')
      .flatMap((guard) => guard.checks.flatMap((check) => ('via' in check && check.via ? check.via.id : [])));

  test('is not asked for before, so that a dark site can come back', async () => {
    expect(await asked([over('pve-home', 'nas')])).toEqual([]);
    expect(await asked([over('pve-home', 'gw-home')])).toEqual(['gw-home']);
  });

  test('is asked for where steps before it need it', async () => {
    expect(await asked([over('nas', 'pve-home')])).toEqual(['pve-home']);
  });

  test('ties the steps of both sites, and says so', async () => {
    const edits = [over('pve-home', 'nas-shop')];
    expect(await asked(edits)).toEqual(['nas-shop']);
    expect(await asked(edits, ['all'])).toEqual([]);
    const { steps } = planIn(await planSample({ sites: ['all'], phase: 'full', poweroff: ['all'] }, edits));
    const step = (id: string) => steps.find((one) => one.id === id)!;
    expect(step('shop/shutdown/nas-nas-shop/stop').after).toContain(
      'home/shutdown/hypervisor-pve-home/power-off',
    );
    const wait = step('home/startup/hypervisor-pve-home/await');
    expect(wait.after).toContain('shop/startup/nas-nas-shop/await-export');
    expect(wait.because.map((one) => one.text).join()).toContain(
      '(probe_via) over NAS "nas-shop" of site "shop"',
    );
  });

  test('sites that carry the ways of each other are refused as a circle', async () => {
    const found = await planSample({ sites: ['all'], phase: 'full', poweroff: ['all'] }, [
      over('nas-shop', 'pve-home'),
      over('nas', 'pve'),
    ]);
    expect(reasonsIn(found)).toContain('wait for each other');
    expect(
      refusedIn(found)[0]!
        .related.map((one) => one.text)
        .join(),
    ).toContain('(probe_via)');
  });
});

const MACHINES = ['pve', 'nas-shop', 'gw-shop', 'edge-a', 'books-a', 'pve-home', 'nas', 'gw-home', 'atlas'];
const PAIRS = MACHINES.flatMap((machine) =>
  MACHINES.filter((hop) => hop !== machine).map((hop) => [machine, hop] as const),
);
const OFF = /^(?:stop-guest|stop-nas|power-off-hypervisor)$/;
const ON = /^(?:start-guest|await-export|await-hypervisor)$/;

/** Machines by the address over which a step would go, while they are off. */
function crossed({ steps }: Plan): string[] {
  const off = new Set<string>();
  return steps.flatMap((step) => {
    const names = (text: string) => MACHINES.filter((name) => new RegExp(`"${name}"`).test(text));
    const routes = [step.via, 'from' in step.verify ? step.verify.from : null];
    const hops = routes.flatMap((route) => (route ? [...route.jump.map(({ id }) => id)] : []));
    const lost = hops.filter((id) => off.has(id)).map((id) => `${step.id} over ${id}`);
    for (const name of names(step.title)) {
      if (OFF.test(step.action)) off.add(name);
      if (ON.test(step.action)) off.delete(name);
    }
    return lost;
  });
}

test('of all machines and all ways no plan goes over what is off, and most have a plan', async () => {
  let planned = 0;
  for (const [machine, hop] of PAIRS) {
    const found = await planSample({ sites: ['all'], phase: 'full', poweroff: ['all'] }, [
      over(machine, hop),
    ]);
    if ('plan' in found) {
      planned += 1;
      expect(crossed(found.plan), `${machine} over ${hop}`).toEqual([]);
    }
  }
  expect(planned).toBeGreaterThan(20);
  expect(planned).toBeLessThan(PAIRS.length);
});
