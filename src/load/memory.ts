import type { Document } from './document.ts';

/** Documents read before: a file whose path and text are the same is not parsed again. */
export interface DocumentMemory {
  get(path: string, text: string): Document | undefined;
  set(path: string, text: string, document: Document): void;
}

/** Keeps the last reading of each path. */
export function documentMemory(): DocumentMemory {
  const known = new Map<string, { text: string; document: Document }>();
  return {
    get: (path, text) => {
      const found = known.get(path);
      return found?.text === text ? found.document : undefined;
    },
    set: (path, text, document) => void known.set(path, { text, document }),
  };
}
