import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { blobStore } from '../../src/git/blob-store.ts';
import { commitEntries, indexEntries } from '../../src/git/entries.ts';
import { objectTree } from '../../src/git/object-tree.ts';
import { repositoryOf } from '../../src/git/repository.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { commitAll, emptyFolder, git, newRepository, put } from './repository.ts';

const ADDED = ['attic/**/*.yaml'];

function indexTree(root: string): Tree {
  const repository = repositoryOf(root);
  return objectTree(indexEntries(repository), blobStore(repository), repository.folder);
}

function commitTree(root: string, revision: string): Tree {
  const repository = repositoryOf(root);
  return objectTree(commitEntries(repository, revision)!, blobStore(repository), repository.folder);
}

/** All that a tree says, of its own paths and of some that others may ask for. */
function said(tree: Tree) {
  const files = tree.files(ADDED);
  const asked = [...files.map((file) => file.path), 'nowhere', 'ops/nowhere', '../x', 'ops/../a.yaml', '.'];
  return { files, rows: asked.map((path) => [path, tree.has(path), ...regular(tree, path)]) };
}

function regular(tree: Tree, path: string): unknown[] {
  try {
    return [tree.executable(path), tree.size(path) > 0, Buffer.from(tree.read(path)).toString('latin1')];
  } catch {
    return ['not read'];
  }
}

/** What lies in the index, laid out in the place of the work tree. */
function laidOut(root: string, inside = '.'): Tree {
  const aside = `${emptyFolder()}/out`;
  git(root, 'checkout-index', '-a', `--prefix=${aside}/`);
  const git_ = join(root, '.git');
  renameSync(git_, `${aside}/.git`);
  rmSync(root, { recursive: true });
  renameSync(aside, root);
  return diskTree(join(root, inside));
}

function oddRepository(): string {
  const root = newRepository({
    'a.yaml': 'a: 1\n',
    'ops/b.yaml': 'b: 1\n',
    'ops/bin/run': '#!/bin/sh\n',
    'ops/empty': '',
    'attic/old.yaml': 'old: 1\n',
    'node_modules/x/y.yaml': 'x: 1\n',
    'naïve "quoted"\ttab.yaml': 'odd: 1\n',
    'new\nline.yaml': 'odd: 2\n',
    'z.yaml': Buffer.from([0xff, 0xfe, 0x61, 0x00]).toString('latin1'),
  });
  chmodSync(join(root, 'ops/bin/run'), 0o755);
  const links = {
    'to-file.yaml': 'a.yaml',
    'to-folder': 'ops',
    'through/a.yaml': '../to-folder/b.yaml',
    'dangling.yaml': 'gone.yaml',
    'out.yaml': '../outside.yaml',
    'to-passwd': '/etc/passwd',
    'inside-by-root.yaml': `${root}/ops/b.yaml`,
    'over-itself': 'over-itself',
    'back-in.yaml': `../${root.split('/').at(-1)}/a.yaml`,
    'ops/beyond/file': '../b.yaml/c',
  };
  mkdirSync(join(root, 'through'));
  mkdirSync(join(root, 'ops/beyond'));
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
  return root;
}

describe('the tree of the index', () => {
  test('says what a checkout of it says', () => {
    const root = oddRepository();
    git(root, 'add', '-A', '-f');
    put(root, { 'a.yaml': 'a: not staged\n', 'untracked.yaml': 'u: 1\n' });
    const index = said(indexTree(root));
    expect(index).toEqual(said(laidOut(root)));
    expect(index.files.some((file) => file.path === 'attic/old.yaml')).toBe(true);
  });

  test('says what a checkout of a commit says, for an estate below the root too', () => {
    const root = oddRepository();
    git(root, 'add', '-A', '-f');
    commitAll(root);
    const commit = said(commitTree(join(root, 'ops'), 'HEAD'));
    expect(commit).toEqual(said(indexTree(join(root, 'ops'))));
    expect(commit).toEqual(said(laidOut(root, 'ops')));
  });

  test('has blobs as they are stored, not as filters check them out', () => {
    const root = newRepository({ '.gitattributes': '*.yaml text eol=crlf\n', 'a.yaml': 'a: 1\r\nb: 2\r\n' });
    git(root, 'add', '-A');
    expect(Buffer.from(indexTree(root).read('a.yaml')).toString()).toBe('a: 1\nb: 2\n');
  });

  test.each(['sha1', 'sha256'])(
    'asks git (%s) only for what the work tree does not hold as it is',
    (format) => {
      const root = emptyFolder();
      git(root, 'init', '-q', `--object-format=${format}`);
      put(root, { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'gone.yaml': 'g: 1\n' });
      git(root, 'add', '-A');
      put(root, { 'b.yaml': 'b: 2\n' });
      rmSync(join(root, 'gone.yaml'));
      const repository = repositoryOf(root);
      const asked: string[] = [];
      const ask: typeof repository.ask = (args, input) => {
        if (args.includes('--batch')) asked.push(...(input?.trim().split('\n') ?? []));
        return repository.ask(args, input);
      };
      const entries = indexEntries(repository);
      const tree = objectTree(entries, blobStore({ ...repository, ask }), repository.folder);
      const read = ['a.yaml', 'b.yaml', 'gone.yaml'].map((path) => Buffer.from(tree.read(path)).toString());
      expect(read).toEqual(['a: 1\n', 'b: 1\n', 'g: 1\n']);
      expect(asked).toEqual(entries.slice(1).map(({ id }) => id));
    },
  );

  test('leaves out what is only intended to be added, and keeps empty files', () => {
    const root = newRepository({ 'a.yaml': '', 'b.yaml': '', 'c.yaml': '' });
    git(root, 'add', 'a.yaml');
    const paths = () => indexEntries(repositoryOf(root)).map((entry) => entry.path);
    git(root, 'add', '-N', 'b.yaml');
    expect(paths()).toEqual(['a.yaml']);
    git(root, 'commit', '-q', '-m', 'one');
    git(root, 'add', 'c.yaml');
    expect(paths()).toEqual(['a.yaml', 'c.yaml']);
  });

  test('is refused in words while a merge is unresolved', () => {
    const root = newRepository({ 'a.yaml': 'a: 1\n' });
    commitAll(root);
    git(root, 'checkout', '-q', '-b', 'other');
    put(root, { 'a.yaml': 'a: 2\n' });
    commitAll(root);
    git(root, 'checkout', '-q', '-');
    put(root, { 'a.yaml': 'a: 3\n' });
    commitAll(root);
    expect(() => git(root, 'merge', '-q', 'other')).toThrow();
    expect(() => indexEntries(repositoryOf(root))).toThrow(/"a\.yaml" is in conflict/);
  });

  test('has a submodule as an empty folder, and is found inside one', () => {
    const inner = newRepository({ 'a.yaml': 'a: 1\n' });
    commitAll(inner);
    const outer = newRepository({ 'b.yaml': 'b: 1\n' });
    git(outer, 'submodule', 'add', '-q', inner, 'lib');
    const files = indexTree(outer).files();
    expect(files.filter((file) => file.path.startsWith('lib'))).toEqual([{ path: 'lib', type: 'directory' }]);
    put(outer, { 'lib/c.yaml': 'c: 1\n' });
    git(join(outer, 'lib'), 'add', 'c.yaml');
    expect(indexEntries(repositoryOf(join(outer, 'lib'))).map((entry) => entry.path)).toEqual([
      'a.yaml',
      'c.yaml',
    ]);
  });

  test('is that of the worktree at hand', () => {
    const root = newRepository({ 'a.yaml': 'a: 1\n' });
    commitAll(root);
    const linked = `${emptyFolder()}/linked`;
    git(root, 'worktree', 'add', '-q', linked);
    put(linked, { 'only-here.yaml': 'b: 1\n' });
    git(linked, 'add', '-A');
    expect(indexTree(linked).has('only-here.yaml')).toBe(true);
    expect(indexTree(root).has('only-here.yaml')).toBe(false);
  });

  test('is empty before the first file', () => {
    expect(indexTree(newRepository()).files()).toEqual([]);
  });
});

describe('the index that git names to a hook', () => {
  test('counts for the estate of that repository and for no other', () => {
    const root = newRepository({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
    const other = newRepository({ 'c.yaml': 'c: 1\n' });
    git(other, 'add', '-A');
    const index = join(root, '.git/next-index-7.lock');
    vi.stubEnv('GIT_INDEX_FILE', index);
    vi.spyOn(process, 'cwd').mockReturnValue(root);
    git(root, 'add', 'b.yaml');
    expect(indexEntries(repositoryOf(root)).map((entry) => entry.path)).toEqual(['b.yaml']);
    expect(indexEntries(repositoryOf(other)).map((entry) => entry.path)).toEqual(['c.yaml']);
    vi.stubEnv('GIT_INDEX_FILE', '.git/next-index-7.lock');
    expect(indexEntries(repositoryOf(root)).map((entry) => entry.path)).toEqual(['b.yaml']);
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    expect(indexEntries(repositoryOf(root))).toEqual([]);
  });

  test('is found where the repository lies apart from the work tree', () => {
    const root = newRepository({ 'a.yaml': 'a: 1\n' });
    const apart = join(emptyFolder(), 'apart.git');
    git(root, 'add', '-A');
    renameSync(join(root, '.git'), apart);
    expect(() => repositoryOf(root)).toThrow(/no git work tree/);
    vi.stubEnv('GIT_DIR', apart);
    vi.stubEnv('GIT_WORK_TREE', root);
    vi.spyOn(process, 'cwd').mockReturnValue(root);
    const { folder } = repositoryOf(root);
    expect([folder, indexEntries(repositoryOf(root)).length]).toEqual([realpathSync(root), 1]);
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
});

test('what changed is told in lines of the new text, and renames by both names', async () => {
  const { patchesOf, isChanged } = await import('../../src/git/patch.ts');
  const long = Array.from({ length: 9 }, (_, index) => `line ${index}\n`).join('');
  const root = newRepository({ 'a b.yaml': long, 'old "é".yaml': long, 'gone.yaml': 'x: 1\n' });
  commitAll(root);
  writeFileSync(join(root, 'a b.yaml'), long.replace('line 2\n', 'line two\n').replace('line 5\n', ''));
  git(root, 'mv', 'old "é".yaml', 'new\n"é".yaml');
  git(root, 'rm', '-q', 'gone.yaml');
  put(root, { 'fresh.yaml': 'diff --git a/x b/x\n@@ -1 +9 @@\n' });
  git(root, 'add', '-A');
  const patches = patchesOf(repositoryOf(root), ['--cached', 'HEAD']);
  expect(patches).toEqual([
    {
      path: 'a b.yaml',
      changed: [
        { from: 3, to: 3 },
        { from: 6, to: 5 },
      ],
    },
    { path: 'new\n"é".yaml', renamedFrom: 'old "é".yaml', changed: [] },
  ]);
  const touched = Array.from({ length: 8 }, (_, line) => isChanged(patches[0]!.changed, line + 1, line + 1));
  expect(touched.indexOf(true)).toBe(2);
  expect(touched.filter(Boolean)).toHaveLength(1);
  expect(isChanged(patches[0]!.changed, 5, 6)).toBe(true);
});
