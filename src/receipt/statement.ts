import type { ReceiptStatement } from '../contract/generated/receipt.ts';

/** What a receipt says, in the format of schemas/receipt.schema.json. */
export type Statement = ReceiptStatement;

export type Predicate = Statement['predicate'];

/** A statement on its way: everything but the key that is made from it. */
export type Keyless = Omit<Statement, 'predicate'> & { predicate: Omit<Predicate, 'gates_runKey'> };

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1';

/** Capability under which a run is recorded unless another is named. */
export const USUAL_CAPABILITY = 'verify.pack.run';
