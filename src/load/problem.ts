import type { Anchor } from '../finding/place.ts';

export type ProblemKind =
  | 'syntax'
  | 'duplicate-key'
  | 'encoding'
  | 'unreadable'
  | 'empty'
  | 'front-matter'
  | 'too-large'
  | 'aliases'
  | 'key'
  | 'schema';

/** What is wrong with a file as such, before any law looks at it. */
export interface LoadProblem {
  readonly kind: ProblemKind;
  /** One sentence: what is there, what was expected. */
  readonly message: string;
  readonly at: Anchor;
  readonly related?: readonly { readonly message: string; readonly at: Anchor }[];
  /** True when the file counts as not loaded: gates that read its kind are blocked. */
  readonly fatal: boolean;
}
