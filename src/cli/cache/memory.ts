import { buildId } from '../../cache/build.ts';
import { keptTexts } from '../../cache/contracts.ts';
import { cacheFolder } from '../../cache/folder.ts';
import { keptScripts } from '../../cache/scripts.ts';
import { folderShelf } from '../../cache/shelf.ts';
import type { Kept } from '../../scripts/memory.ts';
import { type Memory, newMemory } from '../judge.ts';

/** What was read before of the estate at `root`, in this run and, unless `--no-cache` was given, in earlier ones. */
export function memoryFor({ cache }: { readonly cache?: boolean }, root: string): Memory {
  const own = newMemory();
  const build = buildId();
  if (build === undefined || cache === false) return own;
  const shelf = folderShelf(cacheFolder());
  const kept = keptScripts(shelf, build);
  const scripts = {
    read: inFrontOf(kept.read, own.scripts.read),
    answers: inFrontOf(kept.answers, own.scripts.answers),
  };
  return { ...own, scripts, texts: keptTexts(shelf, build, root) };
}

function inFrontOf<T>(kept: Kept<T>, own: Kept<T>): Kept<T> {
  return {
    get(key) {
      const known = own.get(key) ?? kept.get(key);
      if (known !== undefined) own.set(key, known);
      return known;
    },
    set(key, value) {
      own.set(key, value);
      kept.set(key, value);
    },
  };
}
