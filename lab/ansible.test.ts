import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from './count.ts';
import { Lab } from './lab.ts';
import { hasProgram } from './needs.ts';
import { ended, type Outcome } from './operator.ts';
import { DOWN, UP } from './story.ts';

const PLAYBOOK = 'ansible-playbook';
const isHere = hasProgram(PLAYBOOK);
if (!isHere) count(`the playbook not tried: no ${PLAYBOOK} here`);

let lab: Lab;
beforeAll(async () => {
  if (isHere) lab = await Lab.build(['home']);
});
afterAll(() => lab?.end());

/** Has a plan of the lab's estate carried out by Ansible. */
async function played(phase: string, ...words: string[]): Promise<Outcome> {
  const request = ['--site', 'home', '--phase', phase, ...words, '--format', 'ansible'];
  const plan = execFileSync(process.execPath, ['bin/gates.js', 'plan', '-C', lab.estate, ...request]);
  const file = join(lab.folder, `${phase}.yml`);
  writeFileSync(file, plan);
  const home = join(lab.folder, 'ansible');
  const env = { ANSIBLE_HOME: home, ANSIBLE_LOCAL_TEMP: home, ANSIBLE_NOCOLOR: '1', LC_ALL: 'C.UTF-8' };
  const atRoot = ['sh', '-c', 'cd "$0" && exec "$@"', lab.estate];
  return ended(lab.operator.start([...atRoot, PLAYBOOK, file], env));
}

test.runIf(isHere)(
  'Ansible takes a site down and brings it back by the playbook of a plan',
  async () => {
    const down = await played('shutdown', '--poweroff', 'home');
    expect(down.code, down.out + down.err).toBe(0);
    expect(lab.effects).toEqual(DOWN);
    const up = await played('startup');
    expect(up.code, up.out + up.err).toBe(0);
    expect(lab.effects).toEqual([...DOWN, ...UP]);
    expect(lab.violations).toEqual([]);
    const again = await played('startup');
    expect(again.code, again.out + again.err).toBe(0);
    expect(lab.effects).toEqual([...DOWN, ...UP]);
  },
  900_000,
);
