import { Refusal } from '../finding/refusal.ts';
import { blobId } from './blob-id.ts';
import type { Entry } from './entry.ts';
import { lines, type Repository } from './repository.ts';

/** The files that the next commit will hold below the estate. Throws a Refusal while a merge is unresolved. */
export function indexEntries(repository: Repository): Entry[] {
  const rows = records(repository.ask(['ls-files', '--stage', '-z'])).map((record) => {
    const [, mode, id, stage, path] = /^(\d+) ([0-9a-f]+) (\d)\t([\s\S]*)$/.exec(record)!;
    return { mode: mode!, id: id!, stage: stage!, path: path! };
  });
  const conflict = rows.find((row) => row.stage !== '0');
  if (conflict) refuseConflict(conflict.path);
  return withoutIntended(rows, repository).map(({ path, mode, id }) => ({ path, mode, id }));
}

function refuseConflict(path: string): never {
  throw new Refusal(
    `"${path}" is in conflict in the index: there is no one version of it to judge`,
    'Resolve it, `git add` it, and run the command again.',
  );
}

/** `git add -N` puts an empty file into the index that a commit leaves out. */
function withoutIntended<E extends Entry>(rows: readonly E[], repository: Repository): readonly E[] {
  const [first] = rows;
  const empty = first && blobId(Buffer.alloc(0), first.id.length);
  if (!rows.some((row) => row.id === empty)) return rows;
  const held = new Set(commitEntries(repository, 'HEAD')?.map((entry) => `${entry.id} ${entry.path}`));
  const added = addedPaths(repository);
  return rows.filter(({ id, path }) => id !== empty || held.has(`${id} ${path}`) || added.has(path));
}

/** Paths whose blob in the index differs from the one of HEAD, those merely intended left out. */
function addedPaths(repository: Repository): Set<string> {
  const head = isBorn(repository) ? 'HEAD' : emptyTree(repository);
  const asked = ['diff-index', '--cached', '--ita-invisible-in-index', '--name-only', '--no-renames'];
  return new Set(records(repository.ask([...asked, '--diff-filter=AMT', '--relative', '-z', head])));
}

/** The files of a commit below the estate; undefined when the repository lacks it. */
export function commitEntries(repository: Repository, revision: string): Entry[] | undefined {
  const out = repository.ask(['ls-tree', '-r', '-z', '--end-of-options', revision]);
  return (
    out &&
    records(out).map((record) => {
      const [, mode, id, path] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(record)!;
      return { path: path!, mode: mode!, id: id! };
    })
  );
}

/** Whether there is a commit yet. */
export const isBorn = (repository: Repository): boolean =>
  repository.ask(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']) !== undefined;

/** The id of the tree without files, as this repository hashes. */
export const emptyTree = (repository: Repository): string =>
  lines(repository.ask(['hash-object', '-t', 'tree', '--stdin'], ''))[0] ?? '';

const records = (out: Buffer | undefined): string[] =>
  out === undefined ? [] : out.toString('utf8').split('\0').slice(0, -1);
