import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
import type { PlanPhase } from '../../src/plan/phases.ts';
import { filesOf } from './any-estate-files.ts';
import { type AnyEstate, anyEstate, hostOf, keyOf, nasOf } from './any-site.ts';
import { planFiles, planIn } from './estates.ts';

const RUNS = { numRuns: process.env.NIGHTLY ? 400 : 40 };

const planned = async (estate: AnyEstate, phase: PlanPhase, sites = ['all']): Promise<Plan> =>
  planIn(await planFiles(filesOf(estate), { sites, phase, poweroff: phase === 'shutdown' ? sites : [] }));

const holds = (check: (estate: AnyEstate) => Promise<void>) =>
  fc.assert(fc.asyncProperty(anyEstate, check), RUNS);

/** Every need of an estate, as consumer and provider. */
function needsIn({ sites, across }: AnyEstate): (readonly [string, string])[] {
  const within = sites.flatMap((site) => [
    ...site.guests.flatMap((guest, index) => [
      [keyOf(site, index), hostOf(site, guest.host)] as const,
      ...guest.needs.map((other) => [keyOf(site, index), keyOf(site, other)] as const),
    ]),
    ...(site.nas ? site.mounts.map((index) => [keyOf(site, index), nasOf(site)] as const) : []),
  ]);
  return [
    ...within,
    ...across.map(
      ([consumer, provider]) => [keyOf(sites[1]!, consumer), keyOf(sites[0]!, provider)] as const,
    ),
  ];
}

/** The steps that bring a thing up or take it down. */
function stepsOf(plan: Plan, reference: string): string[] {
  const about = plan.steps.filter(
    (step) => step.action !== 'freeze-backup-jobs' && step.action !== 'thaw-backup-jobs',
  );
  return about
    .filter(({ subject }) => subject.endsWith(` ${reference}`) || subject.endsWith(`/${reference}`))
    .map((step) => step.id);
}

/** Whether a step waits for another, over however many others. */
function waiting(plan: Plan): (step: string, before: string) => boolean {
  const after = new Map(plan.steps.map((step) => [step.id, step.after]));
  return (step, before) => {
    const seen = new Set([step]);
    for (const one of seen) for (const id of after.get(one) ?? []) seen.add(id);
    return step !== before && seen.has(before);
  };
}

test('a start keeps every need: what needs something waits for the last step of it', () =>
  holds(async (estate) => {
    const plan = await planned(estate, 'startup');
    const waits = waiting(plan);
    for (const [consumer, provider] of needsIn(estate)) {
      expect(
        waits(stepsOf(plan, consumer)[0]!, stepsOf(plan, provider).at(-1)!),
        `${consumer}>${provider}`,
      ).toBe(true);
    }
  }));

test('a stop keeps every need the other way round', () =>
  holds(async (estate) => {
    const plan = await planned(estate, 'shutdown');
    const waits = waiting(plan);
    for (const [consumer, provider] of needsIn(estate)) {
      expect(
        waits(stepsOf(plan, provider)[0]!, stepsOf(plan, consumer).at(-1)!),
        `${consumer}>${provider}`,
      ).toBe(true);
    }
  }));

test('the steps stand in an order in which they can run, each id once', () =>
  holds(async (estate) => {
    const { steps } = await planned(estate, 'full');
    const done = new Set<string>();
    for (const step of steps) {
      expect(
        step.after.every((id) => done.has(id)),
        step.id,
      ).toBe(true);
      done.add(step.id);
    }
    expect(done.size).toBe(steps.length);
  }));

test('every active guest is acted on exactly once, by the tool of its kind', () =>
  holds(async (estate) => {
    const expected = estate.sites.flatMap((site) =>
      site.guests.map((guest, index) => `${guest.kind === 'lxc' ? 'pct' : 'qm'} guest ${keyOf(site, index)}`),
    );
    for (const [phase, action] of [
      ['shutdown', 'stop-guest'],
      ['startup', 'start-guest'],
      ['recovery', 'start-guest'],
    ] as const) {
      const plan = await planned(estate, phase);
      const acted = plan.steps
        .filter((step) => step.action === action)
        .map((step) => `${step.argv[0]} ${step.subject}`);
      expect(acted.sort()).toEqual([...expected].sort());
    }
  }));

test('a plan for one site has no step for another, and is its part of the plan for all', () =>
  holds(async (estate) => {
    const alone = await planned(estate, 'startup', ['aa']);
    expect(alone.steps.every((step) => step.site === 'aa')).toBe(true);
    const all = await planned(estate, 'startup');
    expect(all.steps.filter((step) => step.site === 'aa')).toEqual(alone.steps);
    const crossing = all.steps.some((step) => step.after.some((id) => !id.startsWith(`${step.site}/`)));
    expect(crossing).toBe(estate.across.length > 0);
  }));

test('lists that are swapped are refused wherever an edge contradicts them, and nowhere else', () =>
  holds(async (estate) => {
    const files = filesOf(estate);
    const text = files['startup.sequencing.yaml']!;
    const swapped = text
      .replaceAll('startup_order', 'x')
      .replaceAll('shutdown_order', 'startup_order')
      .replaceAll(/\bx\b/g, 'shutdown_order');
    const found = await planFiles(
      { ...files, 'startup.sequencing.yaml': swapped },
      { sites: ['aa', 'bb'], phase: 'startup' },
    );
    const contradicted = estate.sites.some(
      (site) => site.version === 4 || site.guests.some((guest) => guest.needs.length > 0),
    );
    expect('refused' in found).toBe(contradicted);
  }));

test('the same contracts give the same bytes', () =>
  holds(async (estate) => {
    expect(JSON.stringify(await planned(estate, 'full'))).toBe(JSON.stringify(await planned(estate, 'full')));
  }));

test('a renamed estate has the same plan under its new names', () =>
  holds(async (estate) => {
    const files = filesOf(estate);
    const other = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, renamed(text)]));
    const request = { sites: ['all'], phase: 'full' } as const;
    const [before, after] = [
      planIn(await planFiles(files, request)),
      planIn(await planFiles(other, request)),
    ];
    expect(JSON.parse(renamed(JSON.stringify(withoutDigests(before))))).toEqual(withoutDigests(after));
  }));

/** Names of the same length and in the same order, so that places and sorting stay. */
const renamed = (text: string): string =>
  text
    .replaceAll(/\baa\b/g, 'ff')
    .replaceAll(/\bbb\b/g, 'kk')
    .replaceAll(/\b(aa|bb)_vm/g, (_, id) => `${id === 'aa' ? 'ff' : 'kk'}_vm`)
    .replaceAll('hyp-', 'box-')
    .replaceAll('dsk-', 'tin-')
    .replaceAll('gw-', 'ro-');

const withoutDigests = ({ digest: _, estate: __, ...rest }: Plan) => rest;
