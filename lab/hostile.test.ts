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
/** How many of each field's values: of those that are refused, and of those that a plan has no use for. */
const REFUSED = 9;
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

/** Lays a program that tells that it was run wherever a hostile value could start it; the file that it leaves. */
function trap(): string {
  const trace = join(lab.folder, 'trace');
  const program = `#!/bin/sh\ntouch ${trace}\n`;
  for (const folder of [
    lab.folder,
    ...[...lab.machines.values()].map((machine) => join(machine.folder, 'bin')),
  ])
    writeFileSync(join(folder, MARK), program, { mode: 0o755 });
  return trace;
}

/** Runs a window for each case; their exit codes. */
async function codesOf(all: readonly HostileCase[]): Promise<number[]> {
  const list = join(lab.folder, 'cases.json');
  writeFileSync(list, JSON.stringify(all));
  const env = { PATH: `${lab.folder}:${process.env.PATH}`, LAB_SPEED: '60' };
  const { code, out, err } = await lab.gates('hostile', { cases: list }, env);
  expect(code, err).toBe(0);
  return [...out.matchAll(/^case (\d)$/gm)].map((match) => Number(match[1]));
}

test('no hostile value of a contract reaches the command line of a machine', async () => {
  const trace = trap();
  const all = cases();
  const codes = await codesOf(all);
  expect(lab.commands().length).toBeGreaterThan(0);
  expect(lab.commands().filter((line) => line.includes(MARK))).toEqual([]);
  expect(existsSync(trace)).toBe(false);
  expect(codes).toHaveLength(all.length);
  expect(all.filter((one, index) => one.planned === (codes[index] === 2))).toEqual([]);
  const refused = all.filter((one) => !one.planned).length;
  count(`${all.length} hostile values, ${refused} of them refused before anything was asked`);
  expect(all.length).toBeGreaterThanOrEqual(200);
}, 1_800_000);
