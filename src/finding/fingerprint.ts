import { createHash } from 'node:crypto';

/**
 * Identity of a finding across unrelated edits of its file: SHA-256 (hex) over gate, subject, file and a
 * discriminator that the gate chooses. Lines and columns do not count.
 */
export function fingerprint(gate: string, subject: string, file: string, discriminator: string): string {
  return createHash('sha256').update([gate, subject, file, discriminator].join('\0')).digest('hex');
}
