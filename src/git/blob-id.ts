import { createHash } from 'node:crypto';

/** The id of a blob as git names it, in hexadecimal; repositories differ in how long their ids are. */
export function blobId(bytes: Buffer, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
