import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
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
  }
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
