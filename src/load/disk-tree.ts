import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { compareText } from '../finding/order.ts';
import { isLeftOut, LEFT_OUT_GLOBS, NEVER_ADDED } from './left-out.ts';
import type { Tree, TreeFile } from './tree.ts';

/** The work tree on disk. Symlinks are never followed out of the root. */
export function diskTree(root: string): Tree {
  const home = realpathSync(root);
  let listed: readonly TreeFile[] | undefined;
  return {
    files(added = []) {
      listed ??= list(home);
      return added.length === 0 ? listed : merged(listed, listAdded(home, added));
    },
    read: (path) => readFileSync(regular(home, path)),
    size: (path) => statSync(inside(home, path)).size,
    executable: (path) => (statSync(inside(home, path)).mode & 0o111) !== 0,
    has: (path) => exists(home, path),
  };
}

function list(root: string): TreeFile[] {
  const entries = glob(root, ['**'], LEFT_OUT_GLOBS);
  return entries.filter((entry) => !isLeftOut(entry.path)).map((entry) => treeFile(root, entry));
}

function listAdded(root: string, globs: readonly string[]): TreeFile[] {
  const below = globs.filter((one) => !one.startsWith('/') && !one.split('/').includes('..'));
  return glob(root, below, NEVER_ADDED).map((entry) => treeFile(root, entry));
}

function merged(listed: readonly TreeFile[], added: readonly TreeFile[]): TreeFile[] {
  const byPath = new Map([...listed, ...added].map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

function glob(root: string, patterns: readonly string[], ignore: readonly string[]): fastGlob.Entry[] {
  const entries = fastGlob.sync([...patterns], {
    cwd: root,
    dot: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    objectMode: true,
    suppressErrors: true,
    ignore: [...ignore],
  });
  return entries.sort((a, b) => compareText(a.path, b.path));
}

function treeFile(root: string, { path, dirent }: fastGlob.Entry): TreeFile {
  const type = typeOf(dirent);
  const target = type === 'symlink' ? targetOf(root, path) : undefined;
  return target === undefined ? { path, type } : { path, type, target };
}

function targetOf(root: string, path: string): string | undefined {
  try {
    return relative(root, inside(root, path)).split(sep).join('/');
  } catch {
    return undefined;
  }
}

function typeOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): TreeFile['type'] {
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}

function inside(root: string, path: string): string {
  const real = realpathSync(join(root, path));
  if (real !== root && !real.startsWith(root + sep)) throw new Error(`${path} leads outside the estate`);
  return real;
}

/** A pipe or a device would make the reader wait for ever. */
function regular(root: string, path: string): string {
  const real = inside(root, path);
  if (!statSync(real).isFile()) throw new Error(`${path} is no regular file`);
  return real;
}

function exists(root: string, path: string): boolean {
  try {
    lstatSync(inside(root, path));
    return true;
  } catch {
    return false;
  }
}
