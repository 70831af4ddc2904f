import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitAll, git, newRepository, put } from '../git/repository.ts';
import { gates } from '../receipt/command.ts';

const SITES = 'topology.sites.yaml';
const site = (id: string, more = '') =>
  `  - id: ${id}\n    status: active\n    lan_cidr: 10.0.${id.length}.0/24\n${more}`;
const sites = (...rows: string[]) => `sites:\n${rows.join('')}`;

interface Found {
  readonly code: number;
  /** Sites of what fails, each once. */
  readonly fails: readonly string[];
  readonly older: number;
  readonly gates: number;
  readonly findings: readonly { readonly site?: string; readonly older?: true }[];
}

async function check(root: string, ...args: string[]): Promise<Found> {
  const { code, out, err } = await gates('check', '-C', root, '--format', 'json', ...args);
  if (out === '') throw new Error(err);
  const { findings, summary, gates: ran } = JSON.parse(out);
  const counted = findings.filter((one: Found['findings'][number]) => !one.older);
  const fails = [...new Set<string>(counted.map((one: { site?: string }) => one.site ?? '?'))].sort();
  return { code, fails, older: summary.older, gates: ran.length, findings };
}

function withDebt(): string {
  const root = newRepository({ [SITES]: sites(site('a'), site('bb')), 'notes.js': 'x\n' });
  commitAll(root);
  return root;
}

const stage = (root: string, files: Readonly<Record<string, string>>): void => {
  put(root, files);
  git(root, 'add', '-A');
};

describe('check --staged', () => {
  test('fails on what the commit introduces, from the index and not the work tree', async () => {
    const root = withDebt();
    stage(root, { [SITES]: sites(site('a'), site('bb'), site('ccc')) });
    put(root, { [SITES]: sites(site('a')) });
    const { code, fails, older } = await check(root, '--staged');
    expect([code, fails]).toEqual([1, ['ccc']]);
    expect(older).toBeGreaterThan(0);
  });

  test('fails on what the commit touches: the row that declares the subject of a finding', async () => {
    const root = withDebt();
    stage(root, { [SITES]: sites(site('a'), site('bb', '    name: "B"\n')) });
    expect(await check(root, '--staged')).toMatchObject({ code: 1, fails: ['bb'] });
    stage(root, { [SITES]: `${sites(site('a'), site('bb'))}# a note\n` });
    expect(await check(root, '--staged')).toMatchObject({ code: 0, fails: [] });
  });

  test('--all shows the older findings as well; they fail nothing', async () => {
    const root = withDebt();
    stage(root, { [SITES]: `${sites(site('a'), site('bb'))}# a note\n` });
    const few = await check(root, '--staged');
    const all = await check(root, '--staged', '--all');
    expect([few.findings.length, all.code, all.findings.length]).toEqual([0, 0, few.older]);
    const { out } = await gates('check', '-C', root, '--staged');
    expect(out).toContain(`${few.older} findings older than the change: \`--all\` shows them.`);
    expect((await gates('check', '-C', root, '--staged', '--all')).out).toContain('older error: ');
  });

  test('a renamed contract keeps its findings, a deleted one takes them along', async () => {
    const root = withDebt();
    mkdirSync(join(root, 'ops'));
    git(root, 'mv', SITES, join('ops', SITES));
    const renamed = await check(root, '--staged');
    expect([renamed.code, renamed.fails]).toEqual([0, []]);
    expect(renamed.older).toBeGreaterThan(0);
    git(root, 'reset', '-q', '--hard');
    put(root, { 'ssh.targets.yaml': 'ssh:\n  targets: []\n' });
    commitAll(root);
    git(root, 'rm', '-q', SITES);
    expect((await check(root, '--staged')).findings.filter((one) => one.site !== undefined)).toEqual([]);
  });

  test('runs no gate for what no gate reads, and says so', async () => {
    const root = withDebt();
    stage(root, { 'notes.js': 'y\n' });
    expect(await check(root, '--staged')).toMatchObject({ code: 0, gates: 0 });
    expect((await gates('check', '-C', root, '--staged')).out).toContain(
      'No gate reads what the change changes.',
    );
  });

  test('judges the whole index before the first commit', async () => {
    const root = newRepository({ [SITES]: sites(site('a')) });
    git(root, 'add', '-A');
    expect(await check(root, '--staged')).toMatchObject({
      code: 1,
      fails: expect.arrayContaining(['a']),
      older: 0,
    });
  });

  test('a required gate that judges nothing any more fails the commit; one that never did does not', async () => {
    const pack =
      'packs: {mine: {gates: [sites/*, nas/*], required: [sites/topology-bound, nas/registered]}}\n';
    const root = newRepository({
      'gates.yaml': `version: 1\nnow: "2026-01-15T12:00:00Z"\n${pack}`,
      [SITES]: sites(site('a')),
    });
    commitAll(root);
    stage(root, { [SITES]: sites(site('a').replace('active', 'planned')) });
    const { code, err } = await gates('check', '-C', root, '--staged', '--pack', 'mine');
    expect([code, err]).toEqual([
      1,
      'gates: the pack "mine" requires sites/topology-bound, which is vacuous\n',
    ]);
  });

  test('an edit of the comment at the top of a contract touches nothing that is found there', async () => {
    const root = newRepository({ [SITES]: `# so far\n${sites(site('a'))}` });
    commitAll(root);
    stage(root, { [SITES]: `# from now on\n${sites(site('a'))}` });
    expect(await check(root, '--staged')).toMatchObject({ code: 0, fails: [] });
  });

  test('a contract that no longer loads fails the commit; one that did not before does not', async () => {
    const root = withDebt();
    stage(root, { [SITES]: 'sites: [\n' });
    expect((await check(root, '--staged')).code).toBe(1);
    commitAll(root);
    stage(root, { 'ssh.targets.yaml': 'ssh:\n  targets: []\n' });
    expect((await check(root, '--staged')).code).toBe(0);
  });

  test.each([
    [['--staged', '--since', 'HEAD'], /--staged and --since/],
    [['--staged', '--loop', 'x'], /--staged and --loop/],
    [['--all'], /--all says something only with/],
    [['--since', 'nowhere'], /"nowhere" names no commit/],
    [['--since', '--output=x'], /since/i],
  ])('is refused with %j', async (args, says) => {
    const { code, err } = await gates('check', '-C', withDebt(), ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });
});

test('check --since tells what is new against a revision, in the work tree', async () => {
  const root = withDebt();
  put(root, { [SITES]: sites(site('a'), site('bb'), site('ccc')) });
  expect(await check(root, '--since', 'HEAD')).toMatchObject({ code: 1, fails: ['ccc'] });
  commitAll(root);
  expect(await check(root, '--since', 'HEAD')).toMatchObject({ code: 0, fails: [] });
  expect((await check(root, '--since', 'HEAD~1')).code).toBe(1);
});
