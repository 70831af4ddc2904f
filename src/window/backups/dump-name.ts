import { DateTime } from 'luxon';

const NAME = /(?:^|\/)vzdump-(?:qemu|lxc|openvz)-\d+-(\d{4}_\d{2}_\d{2}-\d{2}_\d{2}_\d{2})\./;

/**
 * When a dump began, by its name: the local time of the hypervisor that wrote it, without a zone. What copies such
 * files may change their own times, so the name counts wherever the zone is known.
 */
export function dumpTime(file: string, zone: string | undefined): number | undefined {
  const text = NAME.exec(file)?.[1];
  if (text === undefined || zone === undefined) return undefined;
  const time = DateTime.fromFormat(text, 'yyyy_MM_dd-HH_mm_ss', { zone });
  return time.isValid ? time.toMillis() : undefined;
}

/** What a run writes under before it is whole, and what lies beside it. */
export const isUnfinished = (file: string): boolean => /\.(dat|tmp|part|partial|filepart)$/.test(file);
export const isSidecar = (file: string): boolean => /\.(log|notes|protected)$/.test(file);
