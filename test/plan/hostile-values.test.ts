import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
import type { Refused } from '../../src/plan/planning.ts';
import { planEdited } from './edited-sample.ts';
import { FIELDS, fitsCommand, HOSTILE, spelled } from './hostile-fields.ts';

/** Each field meets every value at night; else a third of them, another third than its neighbour's. */
const SHARE = process.env.NIGHTLY ? 1 : 3;
const LEAST_REFUSED = process.env.NIGHTLY ? 200 : 60;

test.each(FIELDS)('no hostile %s reaches a command', (name, file, find, form) => {
  const first = FIELDS.findIndex(([one]) => one === name);
  const mine = HOSTILE.filter((_, index) => (index + first) % SHARE === 0);
  for (const value of mine.filter((one) => !fitsCommand(name, one))) {
    const text = spelled(form, value);
    const planned = planEdited(
      { sites: ['home'], phase: 'full', poweroff: ['home'] },
      { file, find, replace: text },
    );
    if ('plan' in planned) expect(reaching(planned.plan), JSON.stringify(value)).toEqual([]);
    else refusedWithPlace(planned.refused);
  }
});

let refusals = 0;

function refusedWithPlace(refused: readonly Refused[]): void {
  for (const { place } of refused) expect(place, place.file).toMatchObject({ line: expect.any(Number) });
  refusals++;
}

test('nearly all of them are refused with the line where they stand; the others name nothing', () => {
  expect(refusals).toBeGreaterThan(LEAST_REFUSED);
});

/** Whatever a plan would hand to a process or a socket: everything but its words for people, places and names of subjects. */
function reaching(plan: Plan): string[] {
  const handed = plan.steps.map(({ via, argv, escalate, wake, verify }) => ({
    via,
    argv,
    escalate,
    wake,
    verify,
  }));
  const checks = plan.guards.map((guard) => guard.checks);
  return [...new Set(textsIn([handed, checks]))].filter((text) => /evil/.test(text));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
