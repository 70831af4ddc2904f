import { describe, expect, test } from 'vitest';
import {
  BINDINGS,
  type Edit,
  planIn,
  planSample,
  reasonsIn,
  refusedIn,
  SEQUENCING,
  TRANSACTION,
} from './estates.ts';

const home = { sites: ['home'], phase: 'shutdown' } as const;
const start = { sites: ['home'], phase: 'startup' } as const;
const sequencing = (find: string, replace: string): Edit => ({ file: SEQUENCING, find, replace });

describe('an order that contradicts an edge', () => {
  test('is refused in both directions, with the edge and both places', async () => {
    const found = await planSample(home, [
      sequencing('[nas, pve-home, 105, 100]', '[nas, pve-home, 100, 105]'),
      sequencing('[100, 105, pve-home, nas]', '[105, 100, pve-home, nas]'),
    ]);
    expect(reasonsIn(found)).toContain('VM 100 "atlas" of site "home" starts before container 105');
    expect(reasonsIn(found)).toContain('VM 100 "atlas" of site "home" stops after container 105');
    expect(reasonsIn(found)).toContain('(home/100>home/105)');
    expect(refusedIn(found)[0]!.place.line).toBe(15);
    expect(refusedIn(found)[0]!.related).toHaveLength(3);
  });

  test('a guest that stops after its hypervisor', async () => {
    const found = await planSample(home, [
      sequencing('[100, 105, pve-home, nas]', '[100, pve-home, 105, nas]'),
    ]);
    expect(reasonsIn(found)).toContain('it runs on it (home/105>pve-home)');
  });

  test('a NAS that stops before its hypervisor', async () => {
    const found = await planSample(home, [
      sequencing('[100, 105, pve-home, nas]', '[nas, 100, 105, pve-home]'),
    ]);
    expect(reasonsIn(found)).toContain('hypervisor "pve-home" of site "home" stops after NAS "nas"');
  });

  test('a mistake in the stop order alone does not keep a site dark', async () => {
    const edits = [sequencing('[100, 105, pve-home, nas]', '[nas, 100, 105, pve-home]')];
    expect(
      planIn(await planSample({ sites: ['home'], phase: 'recovery' }, edits)).steps.length,
    ).toBeGreaterThan(5);
  });

  test('an edge that is not required may be left', async () => {
    const edits = [
      sequencing('[nas, pve-home, 105, 100]', '[nas, pve-home, 100, 105]'),
      sequencing(
        '{consumer: home/100, provider: home/105, via: dns, required: true}',
        '{consumer: home/100, provider: home/105, via: dns, required: false}',
      ),
    ];
    expect(refusedIn(await planSample(start, edits))).toEqual([]);
  });
});

test('a circle is refused with every edge of it', async () => {
  const edit = sequencing(
    '  - {consumer: home/100, provider: home/105, via: dns, required: true}',
    '  - {consumer: home/100, provider: home/105, via: dns}\n  - {consumer: home/105, provider: home/100, via: order}',
  );
  const circle = refusedIn(await planSample(start, [edit])).find((one) => one.text.includes('circle'))!;
  expect(circle.text).toContain('"home/100" needs "home/105" needs "home/100"');
  expect(circle.related).toHaveLength(2);
});

describe('a guest that is not certain', () => {
  test('kinds that disagree', async () => {
    const edit = {
      file: `${BINDINGS}/vm.lifecycle.yaml`,
      find: '# approximate\n    vm_type: lxc',
      replace: '# approximate\n    vm_type: qemu',
    };
    const found = await planSample(home, [edit]);
    expect(reasonsIn(found)).toContain('disagree whether VM 105');
    expect(refusedIn(found)[0]!.related.length).toBeGreaterThan(1);
  });

  test('a kind that nothing tells', async () => {
    const found = await planSample(home, [
      sequencing('[nas, pve-home, 105, 100]', '[nas, pve-home, 105, 100, 140]'),
      sequencing('[100, 105, pve-home, nas]', '[140, 100, 105, pve-home, nas]'),
    ]);
    expect(reasonsIn(found)).toContain('whether guest 140 of site "home" is a VM or a container');
  });

  test('a hypervisor that does not exist', async () => {
    const edit = {
      file: `${BINDINGS}/vm.lifecycle.yaml`,
      find: 'hostname: pihole-home\n    proxmox_host: pve-home',
      replace: 'hostname: pihole-home\n    proxmox_host: elsewhere',
    };
    expect(reasonsIn(await planSample(home, [edit]))).toContain('"elsewhere"');
  });
});

describe('an order that lacks something', () => {
  test('all guests', async () => {
    const found = await planSample(home, [
      sequencing('[nas, pve-home, 105, 100]', '[nas, pve-home]'),
      sequencing('[100, 105, pve-home, nas]', '[pve-home, nas]'),
    ]);
    expect(reasonsIn(found)).toContain(
      'site "home" has 2 active guests, but no startup_order that holds any',
    );
    expect(reasonsIn(found)).toContain('no shutdown_order that holds any');
  });

  test('one guest: nothing is stopped, but after a loss of power it starts all the same', async () => {
    const edits = [
      sequencing('[nas, pve-home, 105, 100]', '[nas, pve-home, 100]'),
      sequencing('[100, 105, pve-home, nas]', '[100, pve-home, nas]'),
    ];
    expect(reasonsIn(await planSample(home, edits))).toContain('startup_order does not hold it: add 105');
    const ids = planIn(await planSample({ sites: ['home'], phase: 'recovery' }, edits)).steps.map(
      (step) => step.id,
    );
    expect(ids.indexOf('home/recovery/guest-105/start')).toBeGreaterThan(0);
    expect(ids.indexOf('home/recovery/guest-105/start')).toBeLessThan(
      ids.indexOf('home/recovery/guest-100/start'),
    );
  });

  test('what exists nowhere, and what stands at another site', async () => {
    const found = await planSample(start, [
      sequencing('[nas, pve-home, 105, 100]', '[nas, pve-home, 105, 100, ghost, pve]'),
    ]);
    expect(reasonsIn(found)).toContain('"ghost", which no contract knows');
    expect(reasonsIn(found)).toContain('hypervisor "pve" of site "shop": each site orders its own');
  });

  test('what is retired has no step, and the plan says so', async () => {
    const plan = planIn(
      await planSample({ sites: ['shop'], phase: 'startup' }, [
        sequencing('215, 213, 211, 212]', '215, 213, 211, 212, 9000]'),
      ]),
    );
    expect(plan.steps.some((step) => step.subject === 'guest shop/9000')).toBe(false);
    expect(plan.untouched.map((one) => one.text).join()).toContain('template');
  });
});

describe('what a step would need', () => {
  test('the command that stops a NAS is never assumed', async () => {
    const edit = { file: TRANSACTION, find: '    nas_stop: ["sudo", "poweroff"]\n', replace: '' };
    expect(reasonsIn(await planSample(home, [edit]))).toContain('states no nas_stop');
    expect(refusedIn(await planSample(start, [edit]))).toEqual([]);
  });

  test('a postcheck that no contract knows', async () => {
    const edit = { file: TRANSACTION, find: '  - guest.status\n', replace: '  - guest.statsu\n' };
    expect(reasonsIn(await planSample({ sites: ['home'], phase: 'verify' }, [edit]))).toContain(
      '"guest.statsu"',
    );
    expect(refusedIn(await planSample(start, [edit]))).toEqual([]);
  });

  test('a contract that did not load', async () => {
    const broken = { file: SEQUENCING, find: 'lifecycle:', replace: 'lifecycle: [' };
    expect(reasonsIn(await planSample(start, [broken]))).toContain('startup.sequencing.yaml did not load');
    const probes = { file: `${BINDINGS}/services.health.yaml`, find: 'endpoints:', replace: 'endpoints: [' };
    expect(reasonsIn(await planSample(home, [probes]))).toContain('services.health.yaml did not load');
    const plan = planIn(await planSample(start, [probes]));
    expect(plan.untouched.map((one) => one.text).join()).toContain('services.health.yaml did not load');
  });
});

describe('words that name nothing', () => {
  test.each([
    [
      'an unknown site',
      { ...home, sites: ['hmoe'] },
      'no site is called "hmoe"',
      'Did you mean "home"? Active sites: home, shop.',
    ],
    [
      'a planned site',
      { ...home, sites: ['template-site'] },
      'is planned, not active',
      'Active sites: home, shop.',
    ],
    [
      'power-off of another site',
      { ...home, poweroff: ['shop'] },
      'cannot be powered off by a plan for "home"',
      '--site',
    ],
    ['power-off where nothing stops', { ...start, poweroff: ['home'] }, 'powers nothing off', '--poweroff'],
  ])('%s', async (_, request, message, hint) => {
    await expect(planSample(request)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });
});
