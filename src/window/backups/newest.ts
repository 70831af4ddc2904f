import type { Copy } from './copy.ts';
import { dumpName, dumpTime, isSidecar, isUnfinished, MANIFEST, snapshotFile } from './dump-name.ts';

/** A file as it lies on the machine that keeps it. */
export interface Seen {
  readonly file: string;
  readonly changedMs: number;
  readonly size: number;
}

/** Something that may be a copy: a file, or the files of one snapshot. */
interface Candidate {
  readonly name: string;
  readonly ms: number;
  readonly size: number;
  /** In words: why it does not count; null when it does. */
  readonly lacks: string | null;
}

/** The newest complete copy among the files of a target. */
export function newestOf(target: string, files: readonly Seen[], zone: string | undefined): Copy {
  const found = [...snapshots(files), ...plainFiles(files, zone)].sort((a, b) => b.ms - a.ms);
  const whole = found.find((one) => one.lacks === null);
  const [first] = found;
  const note = first && first !== whole ? `the newest, ${first.name}, does not count: ${first.lacks}` : null;
  return {
    target,
    state: whole ? 'ok' : first ? 'partial' : 'missing',
    newestMs: whole?.ms ?? null,
    sizeBytes: whole?.size ?? null,
    file: whole?.name ?? null,
    note,
  };
}

function plainFiles(files: readonly Seen[], zone: string | undefined): Candidate[] {
  const logs = new Set(files.filter(({ file }) => file.endsWith('.log')).map(({ file }) => dumpName(file)));
  const own = files.filter(({ file }) => !isSidecar(file) && !snapshotFile(file));
  const logged = own.some(({ file }) => logs.has(dumpName(file)));
  return own.map(({ file, changedMs, size }) => ({
    name: file.slice(file.lastIndexOf('/') + 1),
    ms: dumpTime(file, zone) ?? changedMs,
    size,
    lacks: lackOf(file, size, logged && !logs.has(dumpName(file))),
  }));
}

/** A run leaves its log beside the dump when it ends; where no dump has one, they are kept elsewhere. */
function lackOf(file: string, size: number, logMissing: boolean): string | null {
  if (isUnfinished(file)) return 'it is not finished';
  if (size === 0) return 'it is empty';
  return logMissing && dumpName(file) !== undefined ? 'no log of its end lies beside it' : null;
}

function snapshots(files: readonly Seen[]): Candidate[] {
  const folders = new Map<string, { ms: number; size: number; whole: boolean }>();
  for (const { file, size } of files) {
    const found = snapshotFile(file);
    if (!found) continue;
    const known = folders.get(found.folder) ?? { ms: found.ms, size: 0, whole: false };
    known.size += size;
    if (found.name === MANIFEST && size > 0) known.whole = true;
    folders.set(found.folder, known);
  }
  return [...folders].map(([folder, { ms, size, whole }]) => ({
    name: folder.split('/').slice(-3).join('/'),
    ms,
    size,
    lacks: whole ? null : 'it has no manifest, so it is not finished',
  }));
}
