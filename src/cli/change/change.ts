import { relative, sep } from 'node:path';
import { baselineFile } from '../../config/baseline.ts';
import { readSettings } from '../../config/settings.ts';
import { SETTINGS_FILE } from '../../config/settings-file.ts';
import { Refusal } from '../../finding/refusal.ts';
import type { Impact } from '../../gate/affected.ts';
import { type BlobStore, blobStore } from '../../git/blob-store.ts';
import { editsBetween } from '../../git/edits.ts';
import { commitEntries, indexEntries } from '../../git/entries.ts';
import type { Entry } from '../../git/entry.ts';
import { identityOf } from '../../git/identity.ts';
import { objectTree } from '../../git/object-tree.ts';
import { type FilePatch, patchesOf, type Span } from '../../git/patch.ts';
import { lines, type Repository, repositoryOf } from '../../git/repository.ts';
import { diskTree } from '../../load/disk-tree.ts';
import type { Tree } from '../../load/tree.ts';
import type { EstateIdentity } from '../../result/result.ts';
import { impactOf } from './impact.ts';

/** The pack by which a commit is judged unless another is named, or gates are. */
export const USUAL_PACK = 'hook';

/** What an estate was and what it becomes. */
export interface Change {
  /** Undefined before the first commit. */
  readonly before: Tree | undefined;
  readonly after: Tree;
  /** The commit before; null when there is none. */
  readonly commit: string | null;
  readonly impact: Impact;
  /** Of what comes after; paths that are given never count as a difference from the commit. */
  readonly identity: (uncounted: readonly string[]) => EstateIdentity;
  /** The files that were edited or renamed; git is asked when the first one needs to know. */
  readonly patches: () => readonly FilePatch[];
}

/** What the next commit changes: HEAD against the index. Nothing is written and the work tree is not looked at. */
export function stagedChange(root: string): Change {
  const repository = repositoryOf(root);
  const before = commitEntries(repository, 'HEAD');
  const after = indexEntries(repository);
  const [commit = null, tree = null] = before
    ? lines(repository.ask(['rev-parse', 'HEAD', 'HEAD^{tree}']))
    : [];
  const inside = relative(repository.top, repository.folder).split(sep).join('/') || '.';
  const dirty = editsBetween(before ?? [], after).length > 0;
  return {
    ...objectChange(repository, blobStore(repository), { commit, before, after, span: ['--cached', 'HEAD'] }),
    identity: () => ({ root: inside, commit, tree, dirty }),
  };
}

/** What the work tree changes against a revision. */
export function changeSince(root: string, revision: string): Change {
  const repository = repositoryOf(root);
  const commit = commitOf(repository, revision);
  const entries = commit === undefined ? undefined : commitEntries(repository, commit);
  if (commit === undefined || entries === undefined) {
    throw new Refusal(
      `"${revision}" names no commit of this repository`,
      'Name a branch, a tag or a commit; in a shallow clone, fetch the history first.',
    );
  }
  return {
    before: objectTree(entries, blobStore(repository), repository.folder),
    after: diskTree(root),
    commit,
    identity: (uncounted) => identityOf(root, uncounted),
    impact: { whole: true, kinds: new Set(), scripts: true },
    patches: once(() => patchesOf(repository, [commit]).map((patch) => ({ ...patch, changed: [] }))),
  };
}

/** Two trees of objects, and how git is asked for the lines that differ. */
interface Sides {
  readonly commit: string | null;
  readonly before: readonly Entry[] | undefined;
  readonly after: readonly Entry[];
  readonly span: Span;
}

export function objectChange(
  repository: Repository,
  blobs: BlobStore,
  sides: Sides,
): Omit<Change, 'identity'> {
  const { commit, before = [], after, span } = sides;
  const tree = objectTree(after, blobs, repository.folder);
  const linked = tree.files().flatMap((file) => file.target ?? []);
  const deciding = new Set([...linked, SETTINGS_FILE, baselineIn(after, blobs, repository.folder)]);
  return {
    before: sides.before && objectTree(before, blobs, repository.folder),
    after: tree,
    commit,
    impact: impactOf(editsBetween(before, after), blobs, deciding),
    patches: once(() => (commit === null ? [] : patchesOf(repository, span))),
  };
}

/** Where the configuration puts the baseline; one that cannot be read is refused when the estate is judged. */
function baselineIn(entries: readonly Entry[], blobs: BlobStore, folder: string): string {
  const own = entries.filter((entry) => entry.path === SETTINGS_FILE);
  try {
    return baselineFile(readSettings(objectTree(own, blobs, folder)));
  } catch (error) {
    if (error instanceof Refusal) return SETTINGS_FILE;
    throw error;
  }
}

/** The id of the commit that a revision names. */
export const commitOf = (repository: Repository, revision: string): string | undefined =>
  lines(repository.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]))[0];

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
