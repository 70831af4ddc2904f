/** What a file system, a git index, a commit and an edited copy in memory have in common. */
export interface Tree {
  /**
   * Every entry below the root except left-out folders, by path in code-point order; directories included.
   * What one of the globs `added` matches comes too, although it lies in a left-out folder.
   */
  files(added?: readonly string[]): readonly TreeFile[];
  /** The bytes of a file. Throws when there is none. */
  read(path: string): Uint8Array;
  /** Size in bytes, without reading where that can be. */
  size(path: string): number;
  executable(path: string): boolean;
  has(path: string): boolean;
}

export interface TreeFile {
  /** Relative to the estate's root, with `/`. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
  /** Of a symlink that stays inside the root: what it leads to. */
  readonly target?: string;
}
