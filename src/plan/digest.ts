import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { compareText } from '../finding/order.ts';
import type { Document } from '../load/document.ts';
import type { Plan } from './model.ts';
import { readByPlans } from './unread.ts';

/** SHA-256 (hex) of a plan without its digest, as RFC 8785 canonical JSON. */
export function digestOf(plan: Omit<Plan, 'digest'>): string {
  const { digest: _, ...rest } = plan as Plan;
  return sha256(canonicalize(rest) ?? '');
}

/** What identifies the contracts that a plan was made of. Evidence, gaps and receipts change without changing it. */
export function estateIdentity(documents: readonly Document[]): Plan['estate'] {
  const read = documents.filter(readByPlans).sort((a, b) => compareText(a.file, b.file));
  const lines = read.map(({ file, text }) => `${sha256(text)}  ${file}\n`);
  return { contracts: read.length, sha256: sha256(lines.join('')) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
