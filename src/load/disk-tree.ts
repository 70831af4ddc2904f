import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { compareText } from '../finding/order.ts';
import { leadsOut } from './leads-out.ts';
import { isLeftOutName, isNeverAdded } from './left-out.ts';
import type { Tree, TreeFile } from './tree.ts';
import { type Walked, walk } from './walk.ts';

/** The work tree on disk. Symlinks are never followed out of the root. */
export function diskTree(root: string): Tree {
  const home = realpathSync(root);
  const inside = lookInside(home);
  let listed: readonly TreeFile[] | undefined;
  return {
    files(added = []) {
      listed ??= walk(home, isLeftOutName).map((found) => treeFile(home, inside, found));
      return added.length === 0 ? listed : merged(listed, listAdded(home, inside, added));
    },
    read: (path) => readFileSync(regular(inside(path), path)),
    size: (path) => inside(path).stats.size,
    executable: (path) => (inside(path).stats.mode & 0o111) !== 0,
    has: (path) => isThere(inside, path),
  };
}

/** What lies at a path of the tree. Throws when it leads outside or nowhere. */
type Inside = (path: string) => { readonly real: string; readonly stats: Stats };

/** Folders are looked up once: most files share theirs with others. */
function lookInside(home: string): Inside {
  const folders = new Map<string, string>();
  const folder = (path: string): string => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const real = within(home, realpathSync(join(home, path)), path);
    folders.set(path, real);
    return real;
  };
  return (path) => {
    const full = join(home, path);
    const name = full.slice(full.lastIndexOf(sep) + 1);
    if (!full.startsWith(home + sep)) return looked(within(home, full, path));
    const real = join(folder(dirname(relative(home, full))), name);
    const stats = lstatSync(real);
    if (!stats.isSymbolicLink()) return { real, stats };
    return looked(within(home, leadsOut(home, real) ? '' : realpathSync(real), path));
  };
}

const looked = (real: string) => ({ real, stats: statSync(real) });

function within(home: string, real: string, path: string): string {
  if (real === home || real.startsWith(home + sep)) return real;
  throw new Error(`${path} leads outside the estate`);
}

/** What the globs match, although it may lie in a folder that is left out otherwise. */
function listAdded(root: string, inside: Inside, globs: readonly string[]): TreeFile[] {
  const matches = picomatch(
    globs.map((glob) => glob.replace(/^\.\//, '')),
    { dot: true },
  );
  return walk(root, isNeverAdded)
    .filter(({ path }) => matches(path))
    .map((found) => treeFile(root, inside, found));
}

function merged(listed: readonly TreeFile[], added: readonly TreeFile[]): TreeFile[] {
  const byPath = new Map([...listed, ...added].map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

function treeFile(root: string, inside: Inside, { path, entry }: Walked): TreeFile {
  const type = typeOf(entry);
  const target = type === 'symlink' ? targetOf(root, inside, path) : undefined;
  return target === undefined ? { path, type } : { path, type, target };
}

function targetOf(root: string, inside: Inside, path: string): string | undefined {
  try {
    return relative(root, inside(path).real).split(sep).join('/');
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

/** A pipe or a device would make the reader wait for ever. */
function regular({ real, stats }: ReturnType<Inside>, path: string): string {
  if (!stats.isFile()) throw new Error(`${path} is no regular file`);
  return real;
}

function isThere(inside: Inside, path: string): boolean {
  try {
    inside(path);
    return true;
  } catch {
    return false;
  }
}
