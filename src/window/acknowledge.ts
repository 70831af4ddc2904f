import { createHash, timingSafeEqual } from 'node:crypto';
import type { Estate } from '../estate/model/estate.ts';
import { RowAt } from '../estate/reading/row-at.ts';
import type { Acknowledgement } from './record.ts';

/** The word of the contract that acknowledges the loss of out-of-band access. It goes nowhere but into comparisons. */
export function ackToken(estate: Estate): string | undefined {
  return estate.index
    .loaded('infra.maintenance.transaction.contract')
    .map((document) => RowAt.root(document).child('oob_policy').text('ack_token')?.value)
    .find((token) => token !== undefined);
}

/** Whether the given word is the contract's, in a time that tells nothing of either. */
export function acknowledge(estate: Estate, given: string | undefined): Acknowledgement {
  const token = ackToken(estate);
  const matches = given !== undefined && token !== undefined && timingSafeEqual(digest(given), digest(token));
  return { provided: given !== undefined, matches };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes words out of the free texts of a record; ids and sites stay as they are. */
export function redactor(words: readonly (string | undefined)[]): (text: string) => string {
  const secrets = words.filter((word): word is string => word !== undefined && word !== '');
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
}
