import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785: one text for one value. Half characters, which it forbids, are replaced. */
export function canonicalJson(value: unknown): string {
  const whole = JSON.stringify(value, (_, part) => (typeof part === 'string' ? wellFormed(part) : part));
  return canonicalize(JSON.parse(whole))!;
}

const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
