import { DateTime } from 'luxon';

const DUMP = /(?:^|\/)(vzdump-(?:qemu|lxc|openvz)-\d+-(\d{4}_\d{2}_\d{2}-\d{2}_\d{2}_\d{2}))\./;
const SNAPSHOT = /^(.*\/(?:vm|ct|host)\/[^/]+\/(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z))\/([^/]+)$/;

/**
 * When a dump began, by its name: the local time of the hypervisor that wrote it, without a zone. What copies such
 * files may change their own times, so the name counts wherever the zone is known.
 */
export function dumpTime(file: string, zone: string | undefined): number | undefined {
  const text = DUMP.exec(file)?.[2];
  if (text === undefined || zone === undefined) return undefined;
  const time = DateTime.fromFormat(text, 'yyyy_MM_dd-HH_mm_ss', { zone });
  return time.isValid ? time.toMillis() : undefined;
}

/** The name of a dump without its endings, which it shares with its log; undefined for other files. */
export const dumpName = (file: string): string | undefined => DUMP.exec(file)?.[1];

/** A file of a snapshot in a Proxmox Backup Server's datastore: the snapshot's folder, its time in UTC, the file. */
export function snapshotFile(path: string): { folder: string; ms: number; name: string } | undefined {
  const [, folder, time, name] = SNAPSHOT.exec(path) ?? [];
  const ms = Date.parse(time ?? '');
  return folder === undefined || name === undefined || Number.isNaN(ms) ? undefined : { folder, ms, name };
}

/** A finished snapshot has it: it is written last. */
export const MANIFEST = 'index.json.blob';

/** Whether a glob names snapshots of a datastore rather than files. */
export const namesSnapshots = (path: string): boolean =>
  /\/(?:vm|ct|host)\/[^/]+\/([0-9TZ:*?-]*)$/.exec(path)?.[1]?.match(/[*?]/) != null;

/** What a run, or a copying tool, writes under before it is whole. */
export const isUnfinished = (file: string): boolean =>
  /\.(dat|tmp|part|partial|filepart)$/.test(file) || /(^|\/)\.[^/]+$/.test(file);

/** What lies beside a dump. */
export const isSidecar = (file: string): boolean => /\.(log|notes|protected)$/.test(file);
