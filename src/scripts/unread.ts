import type { FoundScript } from './discover.ts';

/** A script with its text. */
export interface LoadedScript {
  readonly found: FoundScript;
  readonly source: string;
  /** Of the bytes of the source. */
  readonly digest: string;
  readonly executable: boolean;
}

/** A script before it is read. */
export interface Unread extends LoadedScript {
  /** It is a check, of which is asked how it can pass without having looked. */
  readonly isCheck: boolean;
}

/** What readings are kept by: places in a text name its path. */
export const keyOf = ({ found, digest, isCheck }: Unread): string =>
  `${found.path}\0${isCheck ? 'check' : ''}\0${digest}`;
