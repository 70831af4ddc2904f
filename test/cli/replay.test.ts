import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'gates-replay-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const estate = join(home, 'estate');
cpSync('fixtures/estates/two-sites', estate, { recursive: true });

const FEW = ['--gate', process.env.NIGHTLY ? '**' : 'sites/*'];

function check(...args: string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: join(home, 'cache') };
  const done = spawnSync(process.execPath, ['bin/gates.js', 'check', '-C', estate, ...FEW, ...args], { env });
  return { code: done.status, out: done.stdout.toString(), err: done.stderr.toString() };
}

const EDITS: readonly (() => void)[] = [
  () => undefined,
  () => appendFileSync(join(estate, 'ops/bindings/topology.sites.yaml'), '# a remark\n'),
  () => appendFileSync(join(estate, 'ops/bindings/topology.sites.yaml'), 'sites: []\n'),
  () => writeFileSync(join(estate, 'west.topology.sites.yaml'), 'sites: [{id: west, status: active}]\n'),
  () => rmSync(join(estate, 'ops/bindings/startup.sequencing.yaml')),
  () => chmodSync(join(estate, 'ops/bin/ops'), 0o644),
];

describe('a run that could be answered from the cache', () => {
  test('prints byte for byte what an uncached one prints, whatever was edited since', () => {
    for (const edit of EDITS) {
      edit();
      const uncached = check('--no-cache');
      expect(check()).toEqual(uncached);
      expect(check()).toEqual(uncached);
    }
  });

  test('names commit and tree as they are now', () => {
    const git = (...args: string[]) => spawnSync('git', args, { cwd: estate });
    const commitOf = () => JSON.parse(check('--format', 'json').out).estate.commit;
    const before = commitOf();
    git('init', '-q');
    git(
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@example.invalid',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'x',
    );
    const after = commitOf();
    expect([before, after]).toEqual([null, git('rev-parse', 'HEAD').stdout.toString().trim()]);
    expect(commitOf()).toBe(after);
  });
});
