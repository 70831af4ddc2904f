import type { Gate } from '../gate/gate.ts';
import { canonicalJson, sha256 } from './canonical.ts';

/** Digest of what a gate says about itself and of the source of its check; its examples do not count. */
export function definitionDigest(gate: Gate): string {
  const fields = Object.entries(gate).filter(([name]) => name !== 'examples');
  return sha256(canonicalJson(Object.fromEntries(fields.map(([name, value]) => [name, plain(value)]))));
}

const plain = (value: unknown): unknown => (typeof value === 'function' ? String(value) : value);
