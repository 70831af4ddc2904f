import { sha256 } from './canonical.ts';
import type { Difference } from './difference.ts';
import { publicKeyIn } from './keys.ts';
import { summaryDigest } from './markdown.ts';
import { runKeyOf } from './run-key.ts';
import { type SignatureState, signatureFits, signatureState, type Trust } from './signature.ts';
import type { Statement } from './statement.ts';
import { RECEIPT_FILES, type StoredReceipt } from './stored.ts';

/** What one receipt's own files say about themselves. */
export interface Inspection {
  readonly differences: readonly Difference[];
  readonly signature: SignatureState;
}

/** Checks envelope, signature, run key and the files beside it; a wrong signature ends it before any parsing. */
export function inspect(stored: StoredReceipt, trust: Trust): Inspection {
  const missing = RECEIPT_FILES.filter((name) => !stored.files[name]).map((name) => ({
    file: name,
    expected: 'the file',
    found: 'nothing readable',
  }));
  const { envelope } = stored;
  if (!envelope) {
    const broken = {
      file: 'receipt.json',
      expected: 'a DSSE envelope in canonical JSON',
      found: 'something else',
    };
    return {
      differences: [...missing, ...(stored.files['receipt.json'] ? [broken] : [])],
      signature: { state: 'none' },
    };
  }
  const signature = signatureState(envelope, trust);
  if (signature.state === 'wrong') return { differences: [...missing, signature.difference], signature };
  return { differences: [...missing, ...statementDifferences(stored)], signature };
}

function statementDifferences(stored: StoredReceipt): Difference[] {
  const { statement } = stored;
  if (!statement) {
    const expected = 'the statement of a receipt in canonical JSON';
    return [{ file: 'receipt.json', expected, found: 'another payload' }];
  }
  return [
    ...keyDifferences(stored, statement),
    ...signerDifferences(stored, statement),
    ...fileDifferences(stored, statement),
  ];
}

function keyDifferences({ runKey }: StoredReceipt, statement: Statement): Difference[] {
  const derived = runKeyOf(statement);
  const stated = statement.predicate.gates_runKey;
  if (stated !== derived) {
    return [{ file: 'receipt.json', expected: `run key ${derived}, made from the statement`, found: stated }];
  }
  if (runKey === stated) return [];
  return [{ file: 'receipt.json', expected: `run key ${runKey}, as its folder is called`, found: stated }];
}

/** The statement names its signer, so that a signature can be neither taken off, laid on nor moved unseen. */
function signerDifferences({ envelope }: StoredReceipt, { predicate }: Statement): Difference[] {
  const expected = predicate.gates_signer;
  const signature = envelope!.signatures[0];
  if (expected !== signature?.keyid) {
    return [{ file: 'receipt.json', expected: byWords(expected), found: byWords(signature?.keyid) }];
  }
  if (expected === undefined) return [];
  const key = publicKeyIn(predicate.gates_signerKey ?? '');
  const fits = key?.keyid === expected && signatureFits(envelope!, key);
  return fits
    ? []
    : [{ file: 'receipt.json', expected: byWords(expected), found: 'one that does not fit the statement' }];
}

const byWords = (keyid: string | undefined): string =>
  keyid === undefined ? 'no signature' : `a signature by key ${keyid}`;

function fileDifferences({ files, runKey }: StoredReceipt, { predicate }: Statement): Difference[] {
  const expected = predicate.gates_files;
  const output = files['output.txt'];
  const summary = files['receipt.md'];
  const found = {
    'output.txt': output && sha256(output),
    'receipt.md': summary && (summaryDigest(summary, runKey) ?? 'a text with a placeholder in it'),
  };
  return (['output.txt', 'receipt.md'] as const).flatMap((file) =>
    found[file] === undefined || found[file] === expected[file]
      ? []
      : [{ file, expected: `sha256 ${expected[file]}`, found: found[file] }],
  );
}
