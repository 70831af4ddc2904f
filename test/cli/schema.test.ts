import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { install, installText, plannedInstall } from '../../src/cli/schema/install.ts';
import { withModeline } from '../../src/cli/schema/modeline.ts';
import { withAssociations } from '../../src/cli/schema/vscode.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { folderOf } from '../load/tree-of.ts';

const LINE = '# yaml-language-server: $schema=../.gates/schemas/vm.lifecycle.schema.json';

test.each([
  ['a key first', 'vms: []\n'],
  ['a comment first', '# Status: authoritative\nvms: []\n'],
  ['a document mark first', '---\nversion: 1\n---\nvms: []\n'],
  ['a directive first', '%YAML 1.2\n---\nvms: []\n'],
  ['lines of another system', 'vms: []\r\nversion: 1\r\n'],
  ['no end of line', 'vms: []'],
  ['nothing', ''],
])('a line is put before %s, and nothing else changes', (_, text) => {
  const after = withModeline(text, 'ops/vm.lifecycle.yaml', 'vm.lifecycle')!;
  expect(after.startsWith(LINE)).toBe(true);
  expect(after.endsWith(text)).toBe(true);
  expect(after.slice(LINE.length, after.length - text.length)).toMatch(/^\r?\n$/);
  expect(after.includes('\r')).toBe(text.includes('\r'));
  expect(parseYaml('x', after).data).toEqual(parseYaml('x', text).data);
  expect(withModeline(after, 'ops/vm.lifecycle.yaml', 'vm.lifecycle')).toBe(after);
});

test('a line of ours that is out of date is replaced where it stands, one of somebody else is left', () => {
  const moved = `# Notes\n${LINE.replace('../', '../../')}\r\nvms: []\r\n`;
  expect(withModeline(moved, 'ops/vm.lifecycle.yaml', 'vm.lifecycle')).toBe(
    `# Notes\n${LINE}\r\nvms: []\r\n`,
  );
  const foreign = '# yaml-language-server: $schema=https://example.org/x.json\nvms: []\n';
  expect(withModeline(foreign, 'vm.lifecycle.yaml', 'vm.lifecycle')).toBeUndefined();
});

const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

async function fingerprints(root: string) {
  const tree = diskTree(root);
  const ready = await prepare(tree, root, undefined, (_, catalogue) =>
    catalogue.filter((one) => !one.scripts && !one.needs),
  );
  const { result } = judged(
    tree,
    ready,
    NOWHERE,
    ready.catalogue.filter((one) => !one.scripts && !one.needs),
  );
  return result.findings.map((finding) => finding.fingerprint).sort();
}

test('an installed estate is judged as before, and installed once', async () => {
  const root = folderOf({});
  cpSync('fixtures/estates/two-sites-gapped', root, { recursive: true });
  const before = await fingerprints(root);
  const dry = plannedInstall(root, 'modelines');
  expect(installText(dry, true)).toContain('would add its schema to ops/bindings/vm.lifecycle.yaml');
  await install(root, dry);
  expect(readFileSync(join(root, 'ops/bindings/vm.lifecycle.yaml'), 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/\.gates\/schemas\/vm\.lifecycle\.schema\.json\n/,
  );
  expect(JSON.parse(readFileSync(join(root, '.gates/schemas/gates.schema.json'), 'utf8'))).toHaveProperty(
    'title',
  );
  expect(await fingerprints(root)).toEqual(before);
  expect(before.length).toBeGreaterThan(10);
  expect(installText(plannedInstall(root, 'modelines'), false)).toBe('Everything is installed already.\n');
});

test('a byte order mark stays first, and what is not UTF-8 is left alone', async () => {
  const wide = Buffer.from('\ufeffvms: []\n', 'utf16le');
  const root = folderOf({ 'vm.lifecycle.yaml': '\ufeffvms: []\n', 'old.vm.lifecycle.yaml': wide });
  const plan = plannedInstall(root, 'modelines');
  await install(root, plan);
  expect(plan.left).toEqual([{ file: 'old.vm.lifecycle.yaml', reason: 'it is not in UTF-8' }]);
  expect(readFileSync(join(root, 'vm.lifecycle.yaml'), 'utf8')).toMatch(
    /^\ufeff# yaml-language-server.*\nvms: \[\]\n$/,
  );
  expect(readFileSync(join(root, 'old.vm.lifecycle.yaml'))).toEqual(wide);
});

test('settings of an editor keep their comments and other keys', () => {
  const fresh = JSON.parse(withAssociations(undefined));
  expect(fresh['yaml.schemas']['./.gates/schemas/own.gate.schema.json']).toEqual(['gates/*.gate.yaml']);
  const mine = '// mine\n{\n  "editor.tabSize": 2, // two\n}\n';
  const after = withAssociations(mine);
  expect(after.replace(/\n {2}"yaml\.schemas": \{[\s\S]*?\n {2}\},/, '')).toBe(mine);
  expect(withAssociations(after)).toBe(after);
  expect(JSON.parse(withAssociations('{}'))).toEqual(fresh);
  expect(() => withAssociations('{"yaml.schemas": {}}')).toThrow(/has "yaml.schemas" already, and is left/);
});
