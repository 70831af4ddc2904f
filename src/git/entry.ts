/** A file as git lists it: a blob under a path, relative to the estate. */
export interface Entry {
  readonly path: string;
  /** `100644`, `100755`, `120000` (symlink) or `160000` (a submodule's commit). */
  readonly mode: string;
  readonly id: string;
}

export const SYMLINK = '120000';
export const SUBMODULE = '160000';
