import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
import { type Edit, planIn, planSample, reasonsIn, SEQUENCING } from './estates.ts';

/** The database of one site is needed by a guest of the other. */
const EDGE: Edit = {
  file: SEQUENCING,
  find: 'dependencies:\n',
  replace: 'dependencies:\n  - {consumer: home/100, provider: shop/213, via: order, required: true}\n',
};

const all = (phase: 'shutdown' | 'startup' | 'full', edits: readonly Edit[]) =>
  planSample({ sites: ['all'], phase }, edits);

/** Pairs of steps at different sites of which one waits for the other; postchecks look at several. */
const crossings = ({ steps }: Pick<Plan, 'steps'>): string[][] =>
  steps.flatMap((step) =>
    step.after.filter((id) => !id.startsWith(`${step.site}/`)).map((id) => [id, step.id]),
  );

const withoutPostchecks = ({ steps }: Plan) => ({
  steps: steps.filter((step) => step.action !== 'postcheck'),
});

describe('sites that do not need each other', () => {
  test.each(['shutdown', 'startup', 'full'] as const)('wait for nothing of each other: %s', async (phase) => {
    expect(crossings(withoutPostchecks(planIn(await all(phase, []))))).toEqual([]);
  });

  test('a plan for all is the plans for each', async () => {
    const both = withoutPostchecks(planIn(await planSample({ sites: ['home', 'shop'], phase: 'full' })));
    const one = withoutPostchecks(planIn(await planSample({ sites: ['shop'], phase: 'full' })));
    expect(both.steps.filter((step) => step.site === 'shop')).toEqual(one.steps);
    expect(new Set(one.steps.map((step) => step.site))).toEqual(new Set(['shop']));
  });
});

test('a postcheck waits for the starts of every site that it looks at, and says so', async () => {
  const plan = planIn(await all('startup', []));
  const check = plan.steps.find((step) => step.id === 'home/startup/capability-guest.status/postcheck')!;
  const lastStart = withoutPostchecks(plan).steps.findLast((step) => step.site === 'shop')!;
  expect(check.after).toContain(lastStart.id);
  expect(check.because.map((one) => one.text)).toContain('it looks at site "shop" too, which starts first');
  expect(crossings(planIn(await planSample({ sites: ['all'], phase: 'verify' })))).toEqual([]);
});

describe('an edge between sites', () => {
  test('orders starts and stops, and gives its reason', async () => {
    const starts = planIn(await all('startup', [EDGE]));
    expect(crossings(starts)).toContainEqual([
      'shop/startup/guest-213/mount:srv:scans',
      'home/startup/guest-100/start',
    ]);
    const consumer = starts.steps.find((step) => step.id === 'home/startup/guest-100/start')!;
    expect(consumer.because.map((one) => one.text).join()).toContain('home/100>shop/213, across sites');
    const stops = planIn(await all('shutdown', [EDGE]));
    expect(crossings(stops)).toContainEqual(['home/shutdown/guest-100/stop', 'shop/shutdown/guest-213/stop']);
  });

  test('no site stops what another one needs, unless both are planned', async () => {
    const found = await planSample({ sites: ['shop'], phase: 'shutdown' }, [EDGE]);
    expect(reasonsIn(found)).toContain('would take it from VM 100 "atlas" of site "home"');
    expect(reasonsIn(found)).toContain('plan site "home" too');
  });

  test('a start alone asks whether the other site has what it needs', async () => {
    const plan = planIn(await planSample({ sites: ['home'], phase: 'startup' }, [EDGE]));
    const guard = plan.guards.find((one) => one.id === 'reachability')!;
    expect(guard.checks).toContainEqual(expect.objectContaining({ kind: 'guest-state', guest: 'shop/213' }));
  });

  test('orders that wait for each other are refused', async () => {
    const back = {
      ...EDGE,
      replace:
        'dependencies:\n  - {consumer: home/105, provider: shop/212}\n  - {consumer: shop/215, provider: home/100}\n',
    };
    const found = await planSample({ sites: ['all'], phase: 'startup' }, [back]);
    expect(reasonsIn(found)).toContain('wait for each other');
  });
});
