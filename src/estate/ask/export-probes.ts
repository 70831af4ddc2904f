import type { Probe } from '../model/probe.ts';

/** Ports behind which exports are served: NFS, its port mapper, SMB, iSCSI. */
const EXPORT_PORTS: ReadonlySet<string> = new Set(['2049', '111', '445', '3260']);

/** Whether a probe proves that something exports, not only that it answers. */
export function provesExports(probe: Probe): boolean {
  if (probe.class !== 'storage-export') return false;
  const port = /:(\d+)(?:[/?#]|$)/.exec(probe.url ?? '')?.[1];
  return probe.kind === 'nfs' || (probe.kind === 'tcp' && (port === undefined || EXPORT_PORTS.has(port)));
}
