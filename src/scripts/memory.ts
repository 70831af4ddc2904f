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

/** What is known from before, by a key that says all that it follows from. */
export interface Kept<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** What was told of each text, by its digest. */
export type Answers = ReadonlyMap<string, unknown>;

/** What was learnt about scripts before. */
export interface ScriptMemory {
  /** By path, digest of the text and whether it is a check: places in a text name its path. */
  readonly read: Kept<RememberedScript>;
  /** By the question that was put to every text. */
  readonly answers: Kept<Answers>;
}

export const scriptMemory = (): ScriptMemory => ({ read: new Map(), answers: new Map() });
