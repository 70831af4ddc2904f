import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { loadContracts } from '../../src/load/load.ts';
import { oneFile } from '../hostile/one-file.ts';
import { folderOf } from './tree-of.ts';

const NOTHING = { add: [], ignore: [] };
const TOPOLOGY = 'sites: [{id: west}]\n';

/** `<kind> <file>` of all contracts below a folder. */
function found(
  files: Readonly<Record<string, string>>,
  settings: typeof NOTHING | { add: string[]; ignore: string[] } = NOTHING,
) {
  return loadContracts(diskTree(folderOf(files)), settings).map(({ kind, file }) => `${kind} ${file}`);
}

describe('contracts are found by name', () => {
  test('anywhere below the root, in any case, with either ending', () => {
    const files = { 'topology.sites.yaml': TOPOLOGY, 'deep/er/Topology.Sites.YML': TOPOLOGY };
    expect(found(files)).toEqual([
      'topology.sites deep/er/Topology.Sites.YML',
      'topology.sites topology.sites.yaml',
    ]);
  });

  test('spread over files, when a root key of the kind is there', () => {
    const files = {
      'west.topology.sites.yaml': TOPOLOGY,
      'topology.sites.east.yaml': TOPOLOGY,
      'topology.sites.receipt.yaml': 'result: ok\n',
      'startup.sequencing.west.yaml': 'west_vm_lifecycle: {startup_order: []}\n',
      'vm.lifecycle.derived.yaml': 'active_vms: []\n',
    };
    expect(found(files)).toEqual([
      'startup.sequencing startup.sequencing.west.yaml',
      'topology.sites topology.sites.east.yaml',
      'topology.sites west.topology.sites.yaml',
    ]);
  });

  test('joined by hyphens or underscores, when a root key of the kind is there', () => {
    const files = {
      'topology_sites.yaml': TOPOLOGY,
      'bindings/west-topology-sites.yml': TOPOLOGY,
      'service-registry.yaml': 'services: {}\n',
      'ssh_targets.yaml': 'targets: []\n',
      'topologysites.yaml': TOPOLOGY,
    };
    expect(found(files)).toEqual([
      'topology.sites bindings/west-topology-sites.yml',
      'service.registry service-registry.yaml',
      'topology.sites topology_sites.yaml',
    ]);
  });

  test('written as JSON, when a root key of the kind is there', () => {
    const json = { version: 1, sites: [{ id: 'a' }] };
    const files = {
      'topology-sites.yaml': JSON.stringify(json),
      'west.topology.sites.yaml': `# Last verified: 2026-01-01\n---\n${JSON.stringify(json, null, 2)}\n`,
      'topology.sites.other.yaml': JSON.stringify({ result: json }, null, 2),
    };
    expect(found(files)).toEqual([
      'topology.sites topology-sites.yaml',
      'topology.sites west.topology.sites.yaml',
    ]);
  });

  test('a runbook is known by its name or by its scope', () => {
    const files = {
      'WEST_REBOOT_HEALTH_GATE.md': '# Reboot\n',
      'page.md': '---\nstatus: a\nscope: reboot-validation\n---\n',
      'other.md': '# scope: reboot-validation\n',
    };
    expect(found(files)).toEqual(['reboot.runbook WEST_REBOOT_HEALTH_GATE.md', 'reboot.runbook page.md']);
  });
});

describe('what is left out', () => {
  const files = Object.fromEntries(
    ['.git', 'node_modules', '.archive', '_archived', 'Archive', 'fixtures', 'legacy', 'open'].map(
      (folder) => [`a/${folder}/topology.sites.yaml`, TOPOLOGY],
    ),
  );

  test('archives, fixtures, legacy folders, version control', () => {
    expect(found(files)).toEqual(['topology.sites a/open/topology.sites.yaml']);
  });

  test('gates.yaml adds single files back, but never version control or packages', () => {
    expect(
      found(files, { add: ['a/legacy/*.yaml', '**/node_modules/**', '../**'], ignore: ['a/open/**'] }),
    ).toEqual(['topology.sites a/legacy/topology.sites.yaml']);
  });

  test('a root that lies in a left-out folder is read', () => {
    const root = folderOf({ 'fixtures/estate/topology.sites.yaml': TOPOLOGY });
    expect(loadContracts(diskTree(join(root, 'fixtures/estate')), NOTHING)).toHaveLength(1);
  });
});

describe('what is no file', () => {
  const problemOf = (root: string) => {
    const [document] = loadContracts(diskTree(root), NOTHING);
    return [
      document?.loaded,
      document?.problems.map((problem) => problem.kind),
      document?.problems[0]?.message,
    ];
  };

  test('a folder', () => {
    const root = folderOf({ 'topology.sites.yaml/README': 'x' });
    expect(problemOf(root)).toEqual([false, ['unreadable'], 'a folder stands here; expected a file']);
  });

  test('a folder that is called like a page', () => {
    const scope = folderOf({ 'LOOP-A.scope.md/README': 'x' });
    expect(problemOf(scope)).toEqual([false, ['unreadable'], 'a folder stands here; expected a file']);
    expect(loadContracts(diskTree(folderOf({ 'page.md/README': 'x' })), NOTHING)).toEqual([]);
    const variant = folderOf({ 'vm-lifecycle.yaml/README': 'x' });
    expect(problemOf(variant)).toEqual([false, ['unreadable'], 'a folder stands here; expected a file']);
  });

  test('a problem of a whole file is at its beginning', () => {
    const [document] = loadContracts(diskTree(folderOf({ 'topology.sites.yaml/README': 'x' })), NOTHING);
    expect(document?.problems[0]?.at).toEqual({ file: 'topology.sites.yaml', start: 0, end: 0 });
  });

  test('a file of which nothing is left but a byte that is none of its encoding', () => {
    const root = folderOf({});
    writeFileSync(join(root, 'topology.sites.yaml'), Buffer.from([0x23, 0x20, 0xff, 0x0a]));
    expect(problemOf(root).slice(0, 2)).toEqual([false, ['encoding', 'empty']]);
  });

  test.runIf(process.platform !== 'win32')('a pipe, which nobody ever writes to', () => {
    const root = folderOf({});
    execFileSync('mkfifo', [join(root, 'topology.sites.yaml')]);
    expect(problemOf(root)).toEqual([
      false,
      ['unreadable'],
      expect.stringContaining('a pipe, socket or device'),
    ]);
  });

  test.runIf(process.platform !== 'win32')('a symlink to a pipe', () => {
    const root = folderOf({});
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('pipe', join(root, 'topology.sites.yaml'));
    expect(problemOf(root)).toEqual([false, ['unreadable'], expect.stringContaining('no readable file')]);
  });

  test('a symlink to itself', () => {
    const root = folderOf({});
    symlinkSync('topology.sites.yaml', join(root, 'topology.sites.yaml'));
    expect(problemOf(root)).toEqual([false, ['unreadable'], expect.stringContaining('no readable file')]);
  });

  test('a symlink out of the estate', () => {
    const root = folderOf({ 'estate/.keep': '', 'outside.yaml': TOPOLOGY });
    symlinkSync('../outside.yaml', join(root, 'estate/topology.sites.yaml'));
    expect(problemOf(join(root, 'estate'))).toEqual([
      false,
      ['unreadable'],
      expect.stringContaining('outside'),
    ]);
  });

  test.runIf(process.getuid?.() !== 0)('a file that may not be read', () => {
    const root = folderOf({ 'topology.sites.yaml': TOPOLOGY });
    chmodSync(join(root, 'topology.sites.yaml'), 0);
    expect(problemOf(root)).toEqual([false, ['unreadable'], expect.stringContaining('permissions')]);
  });
});

test('one broken file does not stop the load', () => {
  const documents = loadContracts(
    diskTree(folderOf({ 'topology.sites.yaml': TOPOLOGY, 'vm.lifecycle.yaml': 'vms: [' })),
    NOTHING,
  );
  expect(documents.map((document) => [document.kind, document.loaded])).toEqual([
    ['topology.sites', true],
    ['vm.lifecycle', false],
  ]);
});

test.each([
  ['utf-16le', [0xff, 0xfe], (bytes: Buffer) => bytes],
  ['utf-16be', [0xfe, 0xff], (bytes: Buffer) => bytes.swap16()],
])('%s with a mark is read', (_, mark, turned) => {
  const bytes = Buffer.concat([Buffer.from(mark), turned(Buffer.from(TOPOLOGY, 'utf16le'))]);
  const [document] = loadContracts(oneFile('topology.sites.yaml', bytes), NOTHING);
  expect(document?.data).toEqual({ sites: [{ id: 'west' }] });
});

test('a path that climbs out of the estate is not read', () => {
  const tree = diskTree(folderOf({ 'topology.sites.yaml': TOPOLOGY }));
  for (const path of ['../../../../../../../etc/passwd', 'a/../../../../../../../../etc/passwd'])
    expect(() => tree.read(path), path).toThrow('outside the estate');
  expect(tree.has('../../../../../../etc/passwd')).toBe(false);
});
