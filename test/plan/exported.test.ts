import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { planAnsible } from '../../src/plan/ansible.ts';
import { planMermaid } from '../../src/plan/mermaid.ts';
import { planIn, planSample } from './estates.ts';

const full = async () =>
  planIn(await planSample({ sites: ['all'], phase: 'full', poweroff: ['all'] }, [], 'three-sites'));

test('a flowchart has a box for each step and an arrow for each wait', async () => {
  const plan = await full();
  const lines = planMermaid(plan).trimEnd().split('\n');
  const boxes = lines.flatMap((line) => /^ {4}(s\d+)\["[^"]+"\]$/.exec(line)?.[1] ?? []);
  const arrows = lines.flatMap((line) => /^ {2}(s\d+) --> (s\d+)$/.exec(line)?.slice(1, 3) ?? []);
  const frames = lines.filter((line) => /^ {2}(subgraph g\d+\["[^"]+"\]|end)$/.test(line));
  expect(lines[0]).toBe('flowchart TD');
  expect(new Set(boxes).size).toBe(plan.steps.length);
  expect(arrows.length / 2).toBe(plan.steps.flatMap((step) => step.after).length);
  expect(arrows.every((name) => boxes.includes(name))).toBe(true);
  expect(1 + boxes.length + arrows.length / 2 + frames.length).toBe(lines.length);
});

const KEYWORDS =
  /^(name|register|until|retries|delay|when|delegate_to|changed_when|failed_when|ignore_unreachable|ignore_errors)$/;

test('a playbook has builtin modules only, and acts in the order of the plan', async () => {
  const plan = await full();
  const [play] = parse(planAnsible(plan));
  const modules = play.tasks.flatMap((task: object) =>
    Object.keys(task).filter((key) => !KEYWORDS.test(key)),
  );
  expect(modules).toHaveLength(play.tasks.length);
  expect([...new Set(modules)].sort()).toEqual([
    'ansible.builtin.add_host',
    'ansible.builtin.command',
    'ansible.builtin.uri',
    'ansible.builtin.wait_for',
  ]);
  const acts = play.tasks.filter(
    (task: object) => 'ansible.builtin.command' in task && !('register' in task),
  );
  const words = acts.map((task: Record<string, { argv: string[] }>) => task['ansible.builtin.command']!.argv);
  const planned = plan.steps.filter((step) => step.wake || step.argv.length > 0);
  const own = planned.filter((step) => step.verify.kind !== 'command');
  expect(words.map(([program]: string[]) => program)).toEqual(own.map(({ argv }) => argv[0] ?? 'python3'));
  expect(JSON.stringify(play)).not.toContain('ack_token');
});

test('Ansible accepts it, where it is installed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gates-playbook-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'plan.yml');
  writeFileSync(file, planAnsible(await full()));
  const checked = syntaxCheck(file);
  expect(checked === 'no ansible-playbook here' || checked.includes('playbook: ')).toBe(true);
});

function syntaxCheck(file: string): string {
  try {
    return execFileSync('ansible-playbook', ['--syntax-check', file], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'no ansible-playbook here';
    throw error;
  }
}
