import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
import type { Refused } from '../../src/plan/planning.ts';
import { planEdited } from './edited-sample.ts';
import { FIELDS, fitsCommand, HOSTILE, spelled } from './hostile-fields.ts';

test.each(FIELDS)('no hostile %s reaches a command', (name, file, find, form) => {
  for (const value of HOSTILE.filter((one) => !fitsCommand(name, one))) {
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

test('hundreds of them are refused with the line where they stand; the others name nothing', () => {
  expect(refusals).toBeGreaterThan(200);
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
