import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
import { planIn, planSample, SEQUENCING, TRANSACTION } from './estates.ts';

const TARGETS = 'ops/bindings/ssh.targets.yaml';

const guards = (plan: Plan) => plan.guards.map((guard) => guard.id);
const objections = (plan: Plan) =>
  plan.guards.flatMap((guard) => guard.objections.map((one) => one.text)).join('\n');

describe('which guards a phase has', () => {
  test.each(['startup', 'recovery'] as const)(
    'after a loss of power nothing but lock, waker and reachability: %s',
    async (phase) => {
      const plan = planIn(await planSample({ sites: ['all'], phase }));
      expect(new Set(guards(plan))).toEqual(new Set(['lock', 'reachability', 'waker']));
    },
  );

  test('a shutdown has all of them', async () => {
    expect(guards(planIn(await planSample({ sites: ['shop'], phase: 'shutdown' })))).toEqual([
      'lock',
      'reachability',
      'waker',
      'maintenance-pack',
      'backup-freshness',
      'other-guests',
      'guest-locks',
      'running-jobs',
      'pool-health',
      'root-disk',
      'out-of-band',
    ]);
  });

  test('a hypervisor without guests is not asked for locks of none', async () => {
    const file = 'ops/bindings/topology.sites.yaml';
    const second = { file, find: 'hypervisors: [pve-home]', replace: 'hypervisors: [pve-home, pve-next]' };
    const order = [
      ['startup_order: [nas, pve-home,', 'startup_order: [nas, pve-next, pve-home,'],
      ['shutdown_order: [100, 105, pve-home,', 'shutdown_order: [100, 105, pve-home, pve-next,'],
    ].map(([find, replace]) => ({ file: SEQUENCING, find: find!, replace: replace! }));
    const target = '    - {id: pve-next, host: 198.51.100.11, user: root, tags: [home]}\n';
    const way = { file: TARGETS, find: '    - id: "pve-home"', replace: `${target}    - id: "pve-home"` };
    const plan = planIn(await planSample({ sites: ['home'], phase: 'shutdown' }, [second, ...order, way]));
    const asked = (id: string) =>
      plan.guards
        .filter((guard) => guard.id === id)
        .flatMap((guard) =>
          guard.checks.flatMap((check) => ('via' in check && check.via ? check.via.id : [])),
        );
    expect(asked('guest-locks')).toEqual(['pve-home']);
    expect(asked('running-jobs').sort()).toEqual(['pve-home', 'pve-next']);
  });

  test('each names its contract line', async () => {
    const plan = planIn(await planSample({ sites: ['shop'], phase: 'full' }));
    for (const guard of plan.guards) expect(guard.place.line, guard.id).toBeGreaterThan(1);
    const oob = plan.guards.find((guard) => guard.id === 'out-of-band')!;
    expect(oob.place.file).toBe(TRANSACTION);
    expect(oob.checks.map((check) => check.kind)).toEqual(['tcp', 'tcp', 'tcp']);
  });

  test('the acknowledgement stands in the contract, never in the plan', async () => {
    const plan = planIn(await planSample({ sites: ['shop'], phase: 'shutdown' }));
    expect(plan.guards.find((guard) => guard.id === 'out-of-band')?.acknowledgedBy?.file).toBe(TRANSACTION);
    expect(JSON.stringify(plan)).not.toContain('SOMEBODY_STANDS');
  });

  test('where the policy does not require a path, its guard informs', async () => {
    const plan = planIn(await planSample({ sites: ['home'], phase: 'shutdown' }));
    expect(plan.guards.find((guard) => guard.id === 'out-of-band')?.blocking).toBe(false);
  });

  test('the limit of each guest is the strictest that any contract states', async () => {
    const plan = planIn(await planSample({ sites: ['shop'], phase: 'shutdown' }));
    const checks = plan.guards.find((guard) => guard.id === 'backup-freshness')!.checks;
    const hours = checks.flatMap((check) =>
      check.kind === 'backup-younger' ? [[check.guest, check.hours]] : [],
    );
    expect(Object.fromEntries(hours)).toMatchObject({ 'shop/213': 28, 'shop/211': 30 });
  });
});

describe('what the contracts already say against a power-off', () => {
  const asked = { sites: ['shop'], phase: 'shutdown', poweroff: ['shop'] } as const;

  test('nothing, in an estate that keeps every law', async () => {
    expect(objections(planIn(await planSample(asked)))).toBe('');
  });

  test('a waker that goes down with the site', async () => {
    const edit = { file: TRANSACTION, find: 'waker: gw-shop', replace: 'waker: pve' };
    expect(objections(planIn(await planSample(asked, [edit])))).toContain(
      '"pve" of site "shop" goes down in this plan',
    );
  });

  test('a waker that is a guest of the site', async () => {
    const edit = { file: TRANSACTION, find: 'waker: gw-shop', replace: 'waker: shop/215' };
    expect(objections(planIn(await planSample({ sites: ['shop'], phase: 'shutdown' }, [edit])))).toContain(
      'goes down',
    );
  });

  test('a hypervisor may wake the NAS as long as it stays on itself', async () => {
    const edit = { file: TRANSACTION, find: 'waker: gw-shop', replace: 'waker: pve' };
    expect(objections(planIn(await planSample({ sites: ['shop'], phase: 'shutdown' }, [edit])))).toBe('');
  });

  test('no waker at all', async () => {
    const edit = { file: TRANSACTION, find: '    waker: gw-shop\n', replace: '' };
    expect(objections(planIn(await planSample(asked, [edit])))).toContain('states no waker');
  });

  test('a path that is not said to survive, and devices behind a machine that goes down', async () => {
    const survives = {
      file: TRANSACTION,
      find: 'survives_poweroff_of: [pve, nas-shop]',
      replace: 'survives_poweroff_of: [nas-shop]',
    };
    const behind = {
      file: 'ops/bindings/ssh.targets.yaml',
      find: 'probe_via: gw-shop\n      description: "BMC',
      replace: 'probe_via: pve\n      description: "BMC',
    };
    const found = objections(planIn(await planSample(asked, [survives, behind])));
    expect(found).toContain('survives the power-off of hypervisor "pve"');
    expect(found).toContain('"idrac-shop" is reached over hypervisor "pve"');
  });
});
