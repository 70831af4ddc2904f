import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderOf } from '../load/tree-of.ts';
import { parseXml } from '../report/xml.ts';
import { gatesIn } from './command.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number>>;
}

interface Workflow {
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<
    Record<string, { readonly env: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
}

const RUN_KEY = /^CAP-[0-9]{8}-[0-9]{6}__verify\.pack\.run__R[A-Z2-7]{26}$/;

/** The workflow of docs/ci.md that goes to a file of this path. */
function workflow(path: string): Workflow {
  const blocks = [...readFileSync('docs/ci.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)];
  return parse(blocks.map((match) => match[1]!).find((text) => text.startsWith(`# ${path}\n`))!);
}

/** A repository with a sample estate and a runner's own folder; `npx gates` there is the built command. */
function runner(estate: string) {
  const place = folderOf({});
  const [root, temp, bin] = ['estate', 'temp', 'bin'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  cpSync(`fixtures/estates/${estate}`, root, { recursive: true });
  for (const folder of [temp, bin]) mkdirSync(folder);
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\nshift\nexec "${process.execPath}" "${resolve('bin/gates.js')}" "$@"\n`,
    { mode: 0o755 },
  );
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\n', { mode: 0o755 });
  git(root, 'init', '-q', '-b', 'main');
  commit(root);
  return { root, temp, bin };
}

type Runner = ReturnType<typeof runner>;

function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
}

function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'state');
}

/** Runs the steps of a job as a runner does; returns what each printed, whether the job failed, and the uploads. */
function runJob({ root, temp, bin }: Runner, { defaults, jobs }: Workflow, name: string) {
  const { env, steps } = jobs[name]!;
  const filled = (text: string) =>
    text.replace('${{ runner.temp }}', temp).replace('${{ github.base_ref }}', 'main');
  const summary = join(temp, 'summary.md');
  const printed: string[] = [];
  const uploads: string[] = [];
  let failed = false;
  for (const step of steps) {
    if (failed && step.if !== 'always()') continue;
    for (const key of ['path', 'sarif_file']) {
      const upload = step.with?.[key];
      if (upload !== undefined) uploads.push(resolve(root, filled(String(upload))));
    }
    if (step.run === undefined) continue;
    const variables = Object.fromEntries(
      Object.entries({ ...env, ...step.env }).map(([key, value]) => [key, filled(value)]),
    );
    const { status, stdout } = spawnSync(defaults.run.shell, ['-eo', 'pipefail', '-c', filled(step.run)], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${bin}:${process.env.PATH}`,
        RUNNER_TEMP: temp,
        GITHUB_STEP_SUMMARY: summary,
        ...variables,
      },
    });
    printed.push(stdout);
    if (status !== 0) failed = true;
  }
  return { failed, printed, uploads, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
}

test('the workflow for GitHub fails on a gapped estate, and still uploads the log, the receipt and its key', () => {
  const machine = runner('two-sites-gapped');
  const job = runJob(machine, workflow('.github/workflows/gates.yml'), 'verify');
  expect(job.failed).toBe(true);
  expect(job.printed.at(-1)!.trim()).toMatch(RUN_KEY);
  expect(job.printed.join('')).toMatch(/^::error file=ops\/bindings\/[^,]+,line=\d+/m);
  expect(job.summary).toContain('| facet | home | shop |');
  expect(job.uploads.map((path) => existsSync(path))).toEqual([true, true]);
  const [log] = job.uploads;
  expect(JSON.parse(readFileSync(log!, 'utf8')).runs[0].results.length).toBeGreaterThan(0);
  expect(existsSync(join(machine.root, 'receipts/sessions', `R${job.printed.at(-1)!.trim()}`))).toBe(true);
});

test('the workflow for Gitea passes on a sound estate, and its receipt proves the commit', () => {
  const machine = runner('two-sites');
  const job = runJob(machine, workflow('.gitea/workflows/gates.yml'), 'verify');
  expect(job.failed).toBe(false);
  const key = job.printed.at(-1)!.trim();
  expect(key).toMatch(RUN_KEY);
  const [reports] = job.uploads;
  expect(parseXml(readFileSync(join(reports!, 'gates.xml'), 'utf8')).attributes.failures).toBe('0');
  const { code, out } = gatesIn(machine.root, 'receipt', 'verify', 'last');
  expect([code, out.includes(key)]).toEqual([0, true]);
  expect(out).not.toContain('work tree differs');
});

test('the job for a change fails on what the change introduces alone', () => {
  const machine = runner('two-sites-gapped');
  git(machine.root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  const lifecycle = join(machine.root, 'ops/bindings/vm.lifecycle.yaml');
  const jobs = workflow('.github/workflows/gates.yml');
  appendFileSync(lifecycle, '# nothing but a comment\n');
  commit(machine.root);
  expect(runJob(machine, jobs, 'change').failed).toBe(false);
  const text = readFileSync(lifecycle, 'utf8');
  writeFileSync(lifecycle, text.replace('backup_target: home-lxc-105-dns-primary', 'backup_target: nowhere'));
  commit(machine.root);
  const { failed, printed } = runJob(machine, jobs, 'change');
  expect(failed).toBe(true);
  expect(printed.join('')).toMatch(/^::error .*title=guests\/backed-up::/m);
});
