import picomatch from 'picomatch';
import { compareText } from '../finding/order.ts';
import { isLeftOut } from '../load/left-out.ts';
import type { Tree, TreeFile } from '../load/tree.ts';
import { canBeScript } from '../scripts/discover.ts';
import type { BlobStore } from './blob-store.ts';
import { type Entry, SUBMODULE, SYMLINK } from './entry.ts';
import { linksIn } from './links.ts';

/**
 * A tree as git stores it: an index or a commit. It says of every path what a checkout of it at `folder` would
 * say; a submodule is an empty folder. Nothing is read before somebody asks.
 */
export function objectTree(entries: readonly Entry[], blobs: BlobStore, folder: string): Tree {
  const held = new Map(entries.map((entry) => [entry.path, entry]));
  const folders = foldersOf(entries);
  let fetched = false;
  const store = () => {
    if (!fetched) blobs.fetch(entries.filter(isLikelyRead));
    fetched = true;
    return blobs;
  };
  const links = linksIn({ held, folders, folder, read: (id) => store().read(id) });
  const file = (path: string): Entry | undefined => held.get(links.leadsTo(path));
  const all = listing(held, folders, links.target);
  return {
    files: (added = []) => all(added),
    read(path) {
      const entry = file(path);
      if (!entry || entry.mode === SUBMODULE) throw new Error(`${path} is no regular file`);
      return store().read(entry.id);
    },
    size(path) {
      const entry = file(path);
      return entry && entry.mode !== SUBMODULE ? store().size(entry.id) : FOLDER_SIZE;
    },
    executable: (path) => (file(path)?.mode ?? '755').endsWith('755'),
    has: (path) => links.exists(path),
  };
}

/** What file systems say of a folder; only zero would mean something. */
const FOLDER_SIZE = 4096;

/** Contracts, pages, scripts and links: one process of git brings them all. */
const isLikelyRead = ({ path, mode }: Entry): boolean =>
  mode === SYMLINK ||
  (mode !== SUBMODULE && !isLeftOut(path) && (/\.(ya?ml|md)$/i.test(path) || canBeScript(path)));

function foldersOf(entries: readonly Entry[]): Set<string> {
  const folders = new Set<string>();
  for (const { path, mode } of entries) {
    if (mode === SUBMODULE) folders.add(path);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (folders.has(path.slice(0, at))) break;
      folders.add(path.slice(0, at));
    }
  }
  return folders;
}

function listing(
  held: ReadonlyMap<string, Entry>,
  folders: ReadonlySet<string>,
  target: (path: string) => string | undefined,
) {
  const paths = [...new Set([...held.keys(), ...folders])].sort(compareText);
  const listed = (path: string): TreeFile => {
    if (folders.has(path)) return { path, type: 'directory' };
    if (held.get(path)!.mode !== SYMLINK) return { path, type: 'file' };
    const to = target(path);
    return to === undefined ? { path, type: 'symlink' } : { path, type: 'symlink', target: to };
  };
  return (added: readonly string[]): TreeFile[] => {
    const isAdded = addedBy(added);
    return paths.filter((path) => !isLeftOut(path) || isAdded(path)).map(listed);
  };
}

/** Globs that reach out of the estate bring nothing, and nothing brings back installed packages. */
function addedBy(globs: readonly string[]): (path: string) => boolean {
  const below = globs.filter((one) => !one.startsWith('/') && !one.split('/').includes('..'));
  if (below.length === 0) return () => false;
  const matches = picomatch(below, { dot: true });
  return (path) => matches(path) && !path.split('/').includes('node_modules');
}
