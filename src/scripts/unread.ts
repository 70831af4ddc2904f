import type { FoundScript } from './discover.ts';

/** A script before it is read. */
export interface Unread {
  readonly found: FoundScript;
  readonly source: string;
  readonly executable: boolean;
}
