import type { Literal, ScriptText } from './facts.ts';

/** What a script says, and the words of the vocabulary in it. */
export interface ReadSource {
  readonly text: ScriptText;
  readonly literals: readonly Literal[];
}

export interface RememberedScript extends ReadSource {
  /** The digest of the vocabulary that the literals are words of. */
  readonly words: string;
}

/** Scripts that were read before, by path, source and whether it is a check: places in a text name its path. */
export interface ScriptMemory {
  get(key: string): RememberedScript | undefined;
  set(key: string, script: RememberedScript): void;
}
