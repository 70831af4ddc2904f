import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover } from '../../src/load/discover.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { EMPTY_TREE } from '../../src/load/empty-tree.ts';
import { headerText } from '../../src/load/header.ts';
import { leadsOut } from '../../src/load/leads-out.ts';
import { isLeftOut, isLeftOutName } from '../../src/load/left-out.ts';
import { loadContracts } from '../../src/load/load.ts';
import { locateAgain } from '../../src/load/locate-again.ts';
import { documentMemory } from '../../src/load/memory.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { readPlainFile } from '../../src/load/plain-file.ts';
import { steadyTree } from '../../src/load/steady-tree.ts';
import { folderOf } from './tree-of.ts';

const NOTHING = { add: [], ignore: [] };
const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

describe('a tree on disk', () => {
  test('lists files, folders and links in their order, with what links lead to', () => {
    const root = folderOf({ 'b.yaml': 'b', 'a/c.yaml': 'c', 'a/.d': '' });
    symlinkSync('a/c.yaml', join(root, 'link.yaml'));
    symlinkSync('a', join(root, 'to-folder'));
    symlinkSync('/etc/hostname', join(root, 'out'));
    symlinkSync('nowhere', join(root, 'broken'));
    expect(diskTree(root).files()).toEqual([
      { path: 'a', type: 'directory' },
      { path: 'a/.d', type: 'file' },
      { path: 'a/c.yaml', type: 'file' },
      { path: 'b.yaml', type: 'file' },
      { path: 'broken', type: 'symlink' },
      { path: 'link.yaml', type: 'symlink', target: 'a/c.yaml' },
      { path: 'out', type: 'symlink' },
      { path: 'to-folder', type: 'symlink', target: 'a' },
    ]);
  });

  test('adds what globs match to what is listed, each once and in order', () => {
    const root = folderOf({ 'a.yaml': '', 'legacy/b.yaml': '', 'x/legacy/c.yaml': '', '.git/d.yaml': '' });
    const tree = diskTree(root);
    expect(paths(tree.files())).toEqual(['a.yaml', 'x']);
    expect(paths(tree.files(['./legacy/*.yaml', '*.yaml', '.git/*']))).toEqual([
      'a.yaml',
      'legacy/b.yaml',
      'x',
    ]);
    expect(paths(tree.files(['x/./legacy/*.yaml']))).toEqual(['a.yaml', 'x']);
    expect(paths(tree.files(['/legacy/*', '../legacy/*', 'legacy/../*']))).toEqual(['a.yaml', 'x']);
    expect(paths(tree.files(['**/c.yaml']))).toEqual(['a.yaml', 'x', 'x/legacy/c.yaml']);
    const hidden = diskTree(folderOf({ 'legacy/.e.yaml': '' }));
    expect(paths(hidden.files(['legacy/*']))).toEqual(['legacy/.e.yaml']);
  });

  test('answers of single files, and of none that lies outside', () => {
    const root = folderOf({ 'estate/a/run': '#!', 'estate/b': 'text', other: 'x' });
    chmodSync(join(root, 'estate/a/run'), 0o755);
    symlinkSync('../other', join(root, 'estate/out'));
    symlinkSync('a/run', join(root, 'estate/in'));
    const tree = diskTree(join(root, 'estate'));
    expect([tree.size('b'), tree.executable('a/run'), tree.executable('b'), tree.executable('in')]).toEqual([
      4,
      true,
      false,
      true,
    ]);
    expect(['a/run', 'b', 'in', 'a', 'c', 'out', '../other', 'a/../b'].map((path) => tree.has(path))).toEqual(
      [true, true, true, true, false, false, false, true],
    );
    expect(Buffer.from(tree.read('in')).toString()).toBe('#!');
    expect(() => tree.read('out')).toThrow('outside the estate');
    expect(() => tree.read('../other')).toThrow('../other leads outside the estate');
    expect(() => tree.read('a')).toThrow('a is no regular file');
  });

  test('tells what leads out, be it there or not', () => {
    const root = folderOf({ 'a/b': '' });
    symlinkSync('..', join(root, 'up'));
    symlinkSync('a/none', join(root, 'dangling'));
    symlinkSync('../none', join(root, 'dangling-out'));
    symlinkSync('round', join(root, 'round'));
    const of = (path: string) => leadsOut(root, path);
    expect(['a/b', 'a/none/x', 'dangling', 'round', 'a/..', '..a'].map(of)).toEqual(Array(6).fill(false));
    expect(['..', '../x', '/x', 'up', 'up/x', 'dangling-out', 'a/../../x'].map(of)).toEqual(
      Array(7).fill(true),
    );
  });

  test('names that are left out', () => {
    const out = ['.git', 'node_modules', '.archive', '_archived', 'Archive', 'fixtures', 'legacy'];
    expect(out.map(isLeftOutName)).toEqual(out.map(() => true));
    expect(['git', '_git', 'archives2', 'fixtures2', 'open'].map(isLeftOutName)).toEqual(
      Array(5).fill(false),
    );
    expect([isLeftOut('a/legacy/b'), isLeftOut('a/b/legacy2')]).toEqual([true, false]);
  });

  test('reads a file of the tool itself, and no link', () => {
    const root = folderOf({ a: 'x' });
    symlinkSync('a', join(root, 'link'));
    mkdirSync(join(root, 'folder'));
    expect(readPlainFile(join(root, 'a')).toString()).toBe('x');
    expect(() => readPlainFile(join(root, 'link'))).toThrow('is no regular file');
    expect(() => readPlainFile(join(root, 'folder'))).toThrow('is no regular file');
  });
});

describe('a tree with edits', () => {
  const base = overlayTree(
    EMPTY_TREE,
    new Map([
      ['a', 'one'],
      ['b', 'two'],
    ]),
  );
  const edited = overlayTree(
    base,
    new Map([
      ['b', null],
      ['c', 'é'],
      ['a', 'longer'],
    ]),
  );

  test('has what was added and replaced, and not what was removed', () => {
    expect(edited.files()).toEqual([
      { path: 'a', type: 'file' },
      { path: 'c', type: 'file' },
    ]);
    expect(['a', 'b', 'c', 'd'].map((path) => edited.has(path))).toEqual([true, false, true, false]);
    expect([edited.size('a'), edited.size('c'), Buffer.from(edited.read('a')).toString()]).toEqual([
      6,
      2,
      'longer',
    ]);
    expect(edited.executable('a')).toBe(false);
    expect(() => edited.read('b')).toThrow('b is not there');
    expect(() => edited.read('d')).toThrow('d is not there');
    expect(() => EMPTY_TREE.size('x')).toThrow('x is not there');
  });

  test('asks once of a file that nobody changes', () => {
    let asked = 0;
    const count =
      <T>(answer: T) =>
      () => {
        asked += 1;
        return answer;
      };
    const tree = steadyTree({ ...base, size: count(3), executable: count(false), has: count(true) });
    for (let round = 0; round < 3; round++)
      expect([tree.size('a'), tree.executable('a'), tree.has('a')]).toEqual([3, false, true]);
    tree.size('b');
    expect(asked).toBe(4);
    expect(tree.files()).toEqual(base.files());
    expect(tree.read('a')).toEqual(base.read('a'));
  });
});

describe('documents', () => {
  test('that were read before are not read again while their path and text are the same', () => {
    const memory = { documents: documentMemory() };
    const load = (text: string, path = 'topology.sites.yaml') =>
      loadContracts(overlayTree(EMPTY_TREE, new Map([[path, text]])), NOTHING, memory)[0];
    const first = load('sites: []\n');
    expect(load('sites: []\n')).toBe(first);
    expect(load('sites: []\n', 'x/topology.sites.yaml')).not.toBe(first);
    expect(load('sites: [{id: a}]\n')).not.toBe(first);
    expect(load('sites: []\n')).not.toBe(first);
  });

  test('of bytes that are no UTF-8 are told and not remembered', () => {
    const bytes = Buffer.from([0x73, 0x69, 0x74, 0x65, 0x73, 0x3a, 0x20, 0xff, 0x0a]);
    const tree = { ...overlayTree(EMPTY_TREE, new Map([['topology.sites.yaml', '']])), read: () => bytes };
    const memory = { documents: documentMemory() };
    const [document] = loadContracts(tree, NOTHING, memory);
    expect(document!.problems.map(({ kind, at, fatal }) => [kind, at, fatal])).toEqual([
      ['encoding', { file: 'topology.sites.yaml', start: 7, end: 8 }, false],
    ]);
    expect(loadContracts(tree, NOTHING, memory)[0]).not.toBe(document);
  });

  test('under two names are found once, under the name that is no link', () => {
    const root = folderOf({ 'topology.sites.yaml': 'sites: []', 'x/hidden.yaml': 'sites: []' });
    symlinkSync('topology.sites.yaml', join(root, 'west.topology.sites.yaml'));
    symlinkSync('x/hidden.yaml', join(root, 'east.topology.sites.yaml'));
    expect(paths(discover(diskTree(root), NOTHING))).toEqual([
      'east.topology.sites.yaml',
      'topology.sites.yaml',
    ]);
    expect(paths(discover(diskTree(root), { ...NOTHING, only: ['vm.lifecycle'] }))).toEqual([]);
  });

  test('that are larger than anybody writes them are not read', () => {
    const tree = {
      ...overlayTree(EMPTY_TREE, new Map([['topology.sites.yaml', '']])),
      size: () => 33_554_433,
    };
    expect(loadContracts(tree, NOTHING)[0]!.problems[0]!.message).toBe(
      'the file is larger than 32 MiB; split it',
    );
  });

  test('in hidden folders are ignored like others', () => {
    const tree = overlayTree(
      EMPTY_TREE,
      new Map([
        ['.x/topology.sites.yaml', ''],
        ['topology.sites.yaml', ''],
      ]),
    );
    expect(paths(discover(tree, { add: [], ignore: ['**/topology.sites.yaml'] }))).toEqual([]);
    expect(paths(discover(tree, { add: [], ignore: ['*/*'] }))).toEqual(['topology.sites.yaml']);
  });

  test('tell places again from their text alone', () => {
    const yaml = locateAgain('yaml', 'x.yaml', 'a: {b: c}\n');
    expect([yaml(['a', 'b'], 'value'), yaml(['a', 'b'], 'key')]).toEqual([
      { start: 7, end: 8 },
      { start: 4, end: 5 },
    ]);
    const page = locateAgain('markdown', 'x.md', '---\na: b\n---\nc: d\n');
    expect(page(['a'], 'value')).toEqual({ start: 7, end: 8 });
    const prose = locateAgain('markdown', 'y.md', '# T\n**Status:** open\n');
    expect(prose(['status'], 'value')).toEqual({ start: 4, end: 20 });
  });

  test.each([
    ['# a\n  # b\n\n \n---\n# c\r\nd: 1\n# e\n', 22],
    ['a: 1\n', 0],
    ['', 0],
    ['# a', 3],
    [' x', 0],
  ])('begin with their comments: %j', (text, end) => {
    expect(headerText(text)).toEqual({ text: text.slice(0, end), start: 0, end });
  });
});
