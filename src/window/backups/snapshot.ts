import { stringify } from 'yaml';
import type { Copy } from './copy.ts';

/** The text of backup.freshness.snapshot.yaml. */
export function snapshotText(copies: readonly Copy[], observedMs: number): string {
  const targets = copies.map(({ target, newestMs, sizeBytes, state, file, note }) => ({
    name: target,
    newest_at: newestMs === null ? null : new Date(newestMs).toISOString(),
    size_bytes: sizeBytes,
    state,
    ...(file !== null && { file }),
    ...(note !== null && { note }),
  }));
  const head = '# Newest complete copy of every enabled target. Written by `gates observe backups`.\n';
  return head + stringify({ version: 1, observed_at: new Date(observedMs).toISOString(), targets });
}
