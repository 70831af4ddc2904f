import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../finding/refusal.ts';
import { isLeftOutName } from '../../load/left-out.ts';
import { walk } from '../../load/walk.ts';

/** Editors write a file in several steps; a save counts once nothing has stirred for so long. */
const QUIET_MS = 120;

export interface Watching {
  /** Looks for folders that came since. */
  readonly renew: () => void;
  readonly end: () => void;
}

/** Calls `changed` after each save below `root`. Folders are watched, so a file replaced by renaming is seen as well. */
export function watchFolders(root: string, changed: () => void): Watching {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const stirred = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
  };
  const add = (folder: string): void => {
    const watcher = watching(join(root, folder), stirred);
    if (!watcher) return;
    watchers.set(folder, watcher);
    // A folder that goes away takes its watcher with it.
    watcher.on('error', () => drop(folder));
  };
  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const renew = (): void => {
    const there = new Set(foldersIn(root));
    for (const folder of watchers.keys()) if (!there.has(folder)) drop(folder);
    const fresh = [...there].filter((folder) => !watchers.has(folder));
    for (const folder of fresh) add(folder);
  };
  renew();
  return {
    renew,
    end: () => {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}

const foldersIn = (root: string): string[] => [
  '',
  ...walk(root, isLeftOutName).flatMap(({ path, entry }) => (entry.isDirectory() ? [path] : [])),
];

/** Undefined for a folder that went away meanwhile. */
function watching(folder: string, stirred: () => void): FSWatcher | undefined {
  try {
    return watch(folder, stirred);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'ENOSPC' && code !== 'EMFILE') throw error;
    throw new Refusal(
      `this machine lets no more folders be watched, and "${folder}" is one of them`,
      'Raise fs.inotify.max_user_watches and max_user_instances, or end other programs that watch.',
    );
  }
}
