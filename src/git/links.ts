import { posix } from 'node:path';
import { type Entry, SYMLINK } from './entry.ts';

/** More links than this on the way to one file are a circle, as operating systems see it. */
const MOST_LINKS = 40;

export interface Held {
  readonly held: ReadonlyMap<string, Entry>;
  readonly folders: ReadonlySet<string>;
  /** Absolute: where a checkout lies. */
  readonly folder: string;
  readonly read: (id: string) => Buffer;
}

/** The way from a path to what it leads to, through the symlinks of a tree and never out of it. */
export function linksIn(tree: Held) {
  const known = new Map<string, string>();
  const leadsTo = (path: string): string => {
    const real = known.get(path) ?? walk(path, tree);
    known.set(path, real);
    return real;
  };
  const target = (path: string): string | undefined => {
    try {
      return leadsTo(path);
    } catch {
      return undefined;
    }
  };
  return { leadsTo, target, exists: (path: string) => target(path) !== undefined };
}

/** Throws where a file system would: nothing there, a circle, or a place outside of the tree. */
function walk(path: string, { held, folders, folder, read }: Held): string {
  const ahead = partsOf(posix.join(folder, path));
  let behind: string[] = [];
  let links = 0;
  for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
    if (part === '..') {
      behind.pop();
      continue;
    }
    const here = inside(`/${[...behind, part].join('/')}`, folder, path);
    const entry = here === undefined ? undefined : held.get(here);
    if (entry?.mode === SYMLINK) {
      if (++links > MOST_LINKS) throw new Error(`${path} is a circle of links`);
      const target = read(entry.id).toString('utf8');
      if (target.startsWith('/')) behind = [];
      ahead.unshift(...partsOf(target));
      continue;
    }
    if (here && !folders.has(here) && (!entry || ahead.length > 0)) throw new Error(`${path} is not there`);
    behind.push(part);
  }
  return inside(`/${behind.join('/')}`, folder, path, true)!;
}

/** Below the tree: the path there. On the way to it: undefined. Elsewhere: an error. */
function inside(absolute: string, folder: string, path: string, arrived = false): string | undefined {
  if (absolute === folder) return '';
  if (absolute.startsWith(`${folder}/`)) return absolute.slice(folder.length + 1);
  if (!arrived && folder.startsWith(absolute === '/' ? '/' : `${absolute}/`)) return undefined;
  throw new Error(`${path} leads outside the estate`);
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');
