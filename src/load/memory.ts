import type { Document } from './document.ts';
import type { QuickData } from './quick-yaml.ts';

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

/** What the simple texts of an estate said when they were read last. */
export interface KeptTexts {
  /** Undefined for a text that was not kept; no data says that the text is not simple. */
  get(path: string, text: string): { readonly data: QuickData } | undefined;
  set(path: string, text: string, data: QuickData): void;
  /** Writes down what is new, when everything has been read. */
  keep(): void;
}

/** What was learnt about contracts before. */
export interface ContractMemory {
  readonly documents: DocumentMemory;
  readonly texts?: KeptTexts;
}
