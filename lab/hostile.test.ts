import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planEdited } from '../test/plan/edited-sample.ts';
import { FIELDS, fitsCommand, HOSTILE, spelled } from '../test/plan/hostile-fields.ts';
import type { HostileCase } from './commands.ts';
import { count } from './count.ts';
import { Lab } from './lab.ts';

/** The mark in every hostile value, and the name of a program that would tell that it was run. */
const MARK = 'evil';
/** Of the values that are refused, and of those that a plan has no use for: these go over ssh for real. */
const REFUSED = 10;
const UNUSED = 1;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.build(['home'], { shared: true });
});
afterAll(() => lab?.end());

/** Fields of machines that the lab knows by their keys are spelled otherwise here, or are not there. */
const fields = FIELDS.filter(([, , find]) => find !== '"/dev/null"');
const inLab = (find: string): string =>
  find.replace('strict_host_key_checking: "no"', 'strict_host_key_checking: "yes"');

function cases(): HostileCase[] {
  return fields.flatMap(([name, file, find, form], row) => {
    const values = HOSTILE.filter((value) => !fitsCommand(name, value));
    const turned = [...values.slice(row % values.length), ...values.slice(0, row % values.length)];
    const all = turned.map((value) => {
      const replace = spelled(form, value);
      const planned = planEdited(
        { sites: ['home'], phase: 'full', poweroff: ['home'] },
        { file, find, replace },
      );
      return { name, file, find: inLab(find), replace, planned: 'plan' in planned };
    });
    return [
      ...all.filter((one) => !one.planned).slice(0, REFUSED),
      ...all.filter((one) => one.planned).slice(0, UNUSED),
    ];
  });
}

test('no hostile value of a contract reaches the command line of a machine', async () => {
  const canary = join(lab.folder, 'canary');
  const program = `#!/bin/sh\ntouch ${canary}\n`;
  for (const machine of lab.machines.values()) {
    writeFileSync(join(machine.folder, 'bin', MARK), program, { mode: 0o755 });
  }
  const here = join(lab.folder, MARK);
  writeFileSync(here, program, { mode: 0o755 });
  const list = join(lab.folder, 'cases.json');
  const all = cases();
  writeFileSync(list, JSON.stringify(all));
  const { code, out, err } = await lab.gates(
    'hostile',
    { cases: list },
    { PATH: `${lab.folder}:${process.env.PATH}` },
  );
  expect(code, err).toBe(0);
  const codes: number[] = out
    .split('\n')
    .filter((line) => line.startsWith('case '))
    .map((line) => Number(line.slice(5)));
  expect(codes).toHaveLength(all.length);
  expect(codes.filter((one, index) => !all[index]!.planned && one !== 2)).toEqual([]);
  expect(lab.commands().length).toBeGreaterThan(0);
  expect(lab.commands().filter((line) => line.includes(MARK))).toEqual([]);
  expect(existsSync(canary)).toBe(false);
  expect(lab.effects).toEqual([]);
  count(
    `${all.length} hostile values, ${codes.filter((one) => one === 2).length} of them refused before anything was asked`,
  );
  expect(all.length).toBeGreaterThanOrEqual(200);
}, 1_800_000);
