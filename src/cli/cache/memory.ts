import { buildId } from '../../cache/build.ts';
import { keptDocuments } from '../../cache/documents.ts';
import { cacheFolder } from '../../cache/folder.ts';
import { keptScripts } from '../../cache/scripts.ts';
import { folderShelf } from '../../cache/shelf.ts';
import type { DocumentMemory } from '../../load/memory.ts';
import type { ScriptMemory } from '../../scripts/read.ts';
import { type Memory, newMemory } from '../judge.ts';

/** What was read before, in this run and, unless `--no-cache` was given, in earlier ones. */
export function memoryFor({ cache }: { readonly cache?: boolean }): Memory {
  const own = newMemory();
  const build = buildId();
  if (build === undefined || cache === false) return own;
  const shelf = folderShelf(cacheFolder());
  return {
    documents: inFrontOf(keptDocuments(shelf, build), own.documents),
    scripts: scriptsInFrontOf(keptScripts(shelf, build), own.scripts),
  };
}

function inFrontOf(kept: DocumentMemory, own: DocumentMemory): DocumentMemory {
  return {
    get(path, text) {
      const known = own.get(path, text) ?? kept.get(path, text);
      if (known) own.set(path, text, known);
      return known;
    },
    set(path, text, document) {
      own.set(path, text, document);
      kept.set(path, text, document);
    },
  };
}

function scriptsInFrontOf(kept: ScriptMemory, own: ScriptMemory): ScriptMemory {
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
