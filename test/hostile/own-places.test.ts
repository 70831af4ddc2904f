import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { observeBackups } from '../../src/cli/observe/backups.ts';
import type { Schema } from '../../src/contract/schema.ts';
import { leadsOut } from '../../src/load/leads-out.ts';
import { gates } from '../receipt/command.ts';
import { estateFolder } from './estate-folder.ts';
import { type Outside, outsideOf, SECRET } from './paths/path-values.ts';
import { watchedDisk } from './paths/watched-disk.ts';

const SETTINGS = JSON.parse(readFileSync('schemas/gates.schema.json', 'utf8')) as Schema;

/** A small estate beside a folder that nobody may look into. */
function small(files: Readonly<Record<string, string>> = {}): { root: string; outside: Outside } {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'gates-hostile-'))), 'estate');
  onTestFinished(() => rmSync(dirname(root), { recursive: true, force: true }));
  const all = { 'topology.sites.yaml': 'sites: [{id: west, status: active}]\n', ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return { root, outside: outsideOf(root) };
}

/** Commands that read or write what gates.yaml names, by the key. */
const READERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  contracts: [['check']],
  scripts: [['check']],
  baseline: [['check'], ['baseline', 'write']],
  trusted_keys: [['receipt', 'list']],
  receipts: [
    ['receipt', 'list'],
    ['verify', 'core'],
  ],
  ledger: [['verify', 'core']],
};

/** Keys of gates.yaml that hold a path, or patterns of paths. */
const PATH_KEYS = Object.entries(SETTINGS.properties as Record<string, Schema>).flatMap(([key, schema]) =>
  /"#\/\$defs\/(path|globs)"/.test(JSON.stringify(schema)) && !['packs', 'unwaivable'].includes(key)
    ? [key]
    : [],
);

const settingOf = (key: string, path: string): unknown =>
  ({ contracts: { add: [path] }, scripts: { roots: [path] }, trusted_keys: [path] })[key] ?? path;

describe('a path in gates.yaml that leads outside', () => {
  test('every key that holds one is tried', () => {
    expect(Object.keys(READERS).sort()).toEqual([...PATH_KEYS].sort());
  });

  test.each(Object.keys(READERS))('%s', async (key) => {
    const { root, outside } = small();
    const seen = watchedDisk(outside.folder);
    for (const path of ['../outside/marker.sh', 'ops/link.sh', 'ops/linked', outside.folder]) {
      writeFileSync(join(root, 'gates.yaml'), JSON.stringify({ version: 1, [key]: settingOf(key, path) }));
      for (const args of READERS[key]!) {
        const { out, err } = await gates(...args, '-C', root);
        expect(out + err, path).not.toContain(SECRET);
        expect(out + err, path).not.toContain('internal error');
      }
    }
    expect(seen).toEqual([]);
  });
});

/** A link in a place of the tool, what it leads to, and the command that would follow it. */
interface Linked {
  readonly at: string;
  readonly to: 'folder' | 'file';
  readonly args: readonly string[];
  readonly says?: string;
}

const LINKS: readonly Linked[] = [
  { at: 'receipts', to: 'folder', args: ['verify', 'core'] },
  { at: 'receipts/sessions', to: 'folder', args: ['receipt', 'list'] },
  { at: 'receipts/sessions/.unfinished', to: 'file', args: ['verify', 'core'] },
  {
    at: 'receipts/sessions/RCAP-20260115-120000__a__RABCDEFGHIJKLMNOPQRSTUVWXYZ',
    to: 'folder',
    args: ['receipt', 'list'],
  },
  {
    at: 'receipts/sessions/RCAP-20260115-120000__a__RABCDEFGHIJKLMNOPQRSTUVWXYZ/receipt.json',
    to: 'file',
    args: ['receipt', 'list'],
  },
  { at: 'mailroom', to: 'folder', args: ['verify', 'core'] },
  { at: 'mailroom/state/ledger.csv', to: 'file', args: ['verify', 'core'] },
  { at: 'gate.baseline.yaml', to: 'file', args: ['check'] },
  { at: 'gate.baseline.yaml', to: 'file', args: ['baseline', 'write'] },
  { at: 'gates.yaml', to: 'file', args: ['check'] },
  { at: 'state', to: 'folder', args: ['window', 'list'], says: 'checkpoint_path leads out of the estate' },
  { at: 'state/windows/MW-20260115T120000Z-west.yaml.journal', to: 'file', args: ['window', 'list'] },
  { at: 'state/windows/.lock-west', to: 'file', args: ['window', 'status'] },
  { at: '.vscode', to: 'folder', args: ['schema', '--install', '--vscode'] },
  { at: '.vscode/settings.json', to: 'file', args: ['schema', '--install', '--vscode'] },
];

describe('a link outside in a place of the tool itself', () => {
  test.each(LINKS)('$at, a $to: gates $args', async ({ at, to, args, says = '' }) => {
    const { root, outside } = small();
    mkdirSync(dirname(join(root, at)), { recursive: true });
    symlinkSync(to === 'folder' ? outside.folder : outside.marker, join(root, at));
    writeFileSync(join(outside.folder, 'receipt.json'), SECRET);
    const before = contentsOf(outside);
    const seen = watchedDisk(outside.folder);
    const { out, err } = await gates(...args, '-C', root);
    expect(out + err).not.toContain('internal error');
    expect(out + err).not.toContain(SECRET);
    expect(out + err).toContain(says);
    expect(seen).toEqual([]);
    expect(contentsOf(outside)).toEqual(before);
  });
});

const contentsOf = ({ folder }: Outside): string[] =>
  readdirSync(folder, { recursive: true }).map(
    (name) => `${name}: ${readFileSync(join(folder, String(name)), 'utf8')}`,
  );

test('a folder of examples is no base where a link makes it lie outside', async () => {
  const own = readFileSync('fixtures/cli/role.gate.yaml', 'utf8').replace(
    '- name: another role\n',
    '- name: another role\n      base: ops/linked\n',
  );
  const { root, outside } = small({ 'gates/role.gate.yaml': own });
  const seen = watchedDisk(outside.folder);
  const { out, err } = await gates('test', '-C', root);
  expect(out + err).toContain('its base "ops/linked" is no folder of the estate');
  expect(seen).toEqual([]);
});

test('evidence that is a link outside is neither read nor written over', async () => {
  const root = estateFolder();
  const outside = outsideOf(root);
  const at = join(root, 'ops/bindings/backup.freshness.snapshot.yaml');
  rmSync(at);
  symlinkSync(outside.marker, at);
  const seen = watchedDisk(outside.folder);
  await expect(observeBackups({ estate: root })).rejects.toThrow('leads outside the estate');
  expect(seen).toEqual([]);
});

test('an estate is not begun, or mended, through a link', async () => {
  const { root, outside } = small();
  rmSync(join(root, 'topology.sites.yaml'));
  rmSync(join(root, 'ops'), { recursive: true });
  symlinkSync(outside.folder, join(root, 'ops'));
  const seen = watchedDisk(outside.folder);
  const { code, err } = await gates('init', '--site', 'west', '-C', root);
  expect([code, err]).toEqual([2, expect.stringContaining('leads outside the estate by a link')]);
  expect(seen).toEqual([]);
});

describe('where a path leads', () => {
  test.each([
    ['ops/here.yaml', false],
    ['ops/linked', true],
    ['ops/linked/not-there', true],
    ['ops/link.sh', true],
    ['../outside', true],
    ['../outside/../estate/ops', false],
    ['..estate', false],
    ['ops/nowhere', true],
    ['ops/nowhere-inside', false],
    ['ops/twice', true],
    ['ops/circle', false],
  ])('%s', (path, leads) => {
    const { root } = small();
    symlinkSync('../../gone/marker.sh', join(root, 'ops/nowhere'));
    symlinkSync('gone.sh', join(root, 'ops/nowhere-inside'));
    symlinkSync('nowhere', join(root, 'ops/twice'));
    symlinkSync('circle', join(root, 'ops/circle'));
    expect(leadsOut(root, path)).toBe(leads);
  });
});
