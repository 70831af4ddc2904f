import { buildId } from '../../cache/build.ts';
import { cacheFolder } from '../../cache/folder.ts';
import { keptScripts } from '../../cache/scripts.ts';
import { folderShelf } from '../../cache/shelf.ts';
import type { ScriptMemory } from '../../scripts/memory.ts';
import { type Memory, newMemory } from '../judge.ts';

/** What was read before, in this run and, unless `--no-cache` was given, in earlier ones. Contracts are read as fast as they are kept. */
export function memoryFor({ cache }: { readonly cache?: boolean }): Memory {
  const own = newMemory();
  const build = buildId();
  if (build === undefined || cache === false) return own;
  return { ...own, scripts: inFrontOf(keptScripts(folderShelf(cacheFolder()), build), own.scripts) };
}

function inFrontOf(kept: ScriptMemory, own: ScriptMemory): ScriptMemory {
  return {
    get(key) {
      const known = own.get(key) ?? kept.get(key);
      if (known) own.set(key, known);
      return known;
    },
    set(key, text) {
      own.set(key, text);
      kept.set(key, text);
    },
  };
}
