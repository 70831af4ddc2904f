import type { FoundScript } from './discover.ts';

/** A script before it is read. */
export interface Unread {
  readonly found: FoundScript;
  readonly source: string;
  /** Of the bytes of the source. */
  readonly digest: string;
  readonly executable: boolean;
  /** It is a check, of which is asked how it can pass without having looked. */
  readonly isCheck: boolean;
}
