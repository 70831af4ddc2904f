import type { Entity, Stated } from './entity.ts';

export interface Capability extends Entity {
  readonly id: string;
  readonly command?: Stated<string>;
  /** The command's words; empty when it has none. */
  readonly argv: readonly string[];
  readonly executable?: Executable;
  readonly safety?: string;
  readonly approval?: string;
  readonly lifecycle?: string;
  readonly requires: readonly Stated<string>[];
  readonly observability: boolean;
  readonly facet: string;
  /** Sites of what it acts on or observes. */
  readonly sites: readonly string[];
  readonly nodes: readonly Stated<string>[];
  /** Site ids, and references to nodes and guests, as its row states them. */
  readonly statedSites: readonly Stated<string>[];
  readonly statedNodes: readonly Stated<string>[];
  readonly statedObserves: readonly Stated<string>[];
  readonly facetStated?: Stated<string>;
  /** Stated references and site ids that resolve to nothing. */
  readonly dangling: readonly Stated<string>[];
  /** How the sites were found: stated fields, or names in the command and text; undefined when no site was found. */
  readonly siteFrom?: 'stated' | 'derived';
}

/** The file that a command runs: its first word, or the script of an interpreter. */
export interface Executable {
  /** Relative to the estate's root; undefined when the command is a program on PATH. */
  readonly path?: string;
  readonly exists: boolean;
  readonly runnable: boolean;
  /** True when the command is this tool's own. */
  readonly own: boolean;
  /** A file without a single byte. */
  readonly empty?: true;
}
