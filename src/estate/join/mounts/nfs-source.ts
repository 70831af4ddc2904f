/** An NFS export as `host:/export`, with the local path where the text holds one. */
export interface NfsSource {
  readonly source: string;
  readonly host: string;
  readonly path?: string;
}

const SOURCE =
  /^(?<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9][\w.-]*):(?<export>\/[^\s:,]*)(?:(?::|\s+(?:(?:->|=>|on|at|to)\s*)?)(?<path>\/[^\s:,]*))?(?:[\s:,].*)?$/;
const URL = /^nfs[34]?:\/\/(?<host>\[[0-9a-fA-F:.]+\]|[^/:\s]+)(?::\d+)?(?<export>\/[^\s:,]*)$/i;

/** Reads `host:/export`, also in the forms of a mount table line and of an nfs URL. */
export function nfsSource(text: string): NfsSource | undefined {
  const { host, export: exported, path } = (SOURCE.exec(text.trim()) ?? URL.exec(text.trim()))?.groups ?? {};
  if (host === undefined || exported === undefined) return undefined;
  const bare = host.replace(/^\[|\]$/g, '');
  return { source: `${host}:${exported}`, host: bare, ...(path !== undefined && { path }) };
}

/** The host and export in free text that says NFS, such as `host:pool/share (NFS)`. */
export function nfsInProse(text: string): Pick<NfsSource, 'source' | 'host'> | undefined {
  if (!/\bnfs[34]?\b/i.test(text)) return undefined;
  const match = /(?<![\w./:-])(\[[0-9a-f:.]+\]|[a-z0-9][\w.-]*):(\/?[a-z0-9][\w./-]*)/i.exec(text);
  if (!match || /^nfs/i.test(match[1]!)) return undefined;
  return { source: `${match[1]}:${match[2]}`, host: match[1]!.replace(/^\[|\]$/g, '') };
}

/** The storage id in a path below the folder in which hypervisors mount their storages. */
export function storageIn(path: string): string | undefined {
  return /^\/mnt\/pve\/([^/*?\s]+)/.exec(path)?.[1];
}
