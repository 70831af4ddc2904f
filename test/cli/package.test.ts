import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The package as somebody else gets it: packed, installed in an empty folder, used on an estate there. */
let folder: string;
let packed: readonly string[];

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd, encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gates-package-'));
  const [tarball] = JSON.parse(npm('.', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  packed = tarball.files.map((file: { path: string }) => file.path);
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(folder, 'elsewhere/package.json'), '{"name": "elsewhere", "private": true}');
  npm(join(folder, 'elsewhere'), 'install', join(folder, tarball.filename), '--omit=dev', '--prefer-offline');
  cpSync('fixtures/estates/two-sites-gapped', join(folder, 'elsewhere/estate'), { recursive: true });
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function installed(...args: string[]): { code: number; out: string } {
  const command = join(folder, 'elsewhere/node_modules/.bin/gates');
  try {
    return {
      code: 0,
      out: execFileSync(command, args, { cwd: join(folder, 'elsewhere'), encoding: 'utf8' }),
    };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, out: stdout };
  }
}

describe('the package', () => {
  test('holds the command, the schemas and the grammars, and nothing of the workshop', () => {
    expect(packed).toEqual(
      expect.arrayContaining(['bin/gates.js', 'dist/cli.js', 'schemas/result.schema.json']),
    );
    expect(packed.filter((path) => path.endsWith('.wasm'))).toHaveLength(3);
    expect(packed.filter((path) => /^(src|test|fixtures|tools|bench)\//.test(path))).toEqual([]);
  });

  test('judges an estate in another folder as the project itself does', () => {
    const here = execFileSync(
      process.execPath,
      [resolve('bin/gates.js'), 'check', '-C', 'estate', '--list'],
      {
        cwd: join(folder, 'elsewhere'),
        encoding: 'utf8',
      },
    );
    expect(installed('check', '-C', 'estate', '--list')).toEqual({ code: 0, out: here });
    const { code, out } = installed('check', '-C', 'estate', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).summary).toMatchObject({ crashed: 0, blocked: 0 });
  });

  test('prints its version and a schema', () => {
    expect(installed('--version').out).toMatch(/^\d+\.\d+\.\d+/);
    expect(JSON.parse(installed('schema', 'topology.sites').out)).toHaveProperty('properties.sites');
  });
});
