import { mkdirSync } from 'node:fs';
import { Refusal } from '../finding/refusal.ts';
import { buildStatement, type PackRun } from './build-statement.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { chainDigest, headOf } from './chain.ts';
import { envelopeText } from './envelope.ts';
import { removeDrafts, writeFolder } from './folder.ts';
import type { Signer } from './keys.ts';
import { appendToLedger } from './ledger.ts';
import { ledgerRow, type Origin } from './ledger-row.ts';
import { withLock } from './lock.ts';
import { filledIn, summaryTemplate } from './markdown.ts';
import type { ReceiptPlaces } from './places.ts';
import { runKeyOf } from './run-key.ts';
import type { Predicate, Statement } from './statement.ts';
import { isStatement, storedReceipts } from './stored.ts';
import { beginRow, endRow, finishRow } from './unfinished.ts';

/** Writes the receipt of a run and its ledger row, one run at a time; returns the run key. */
export async function leaveReceipt(
  places: ReceiptPlaces,
  run: PackRun,
  output: string,
  signer: Signer | undefined,
): Promise<string> {
  return exclusively(places, () => {
    const head = headOf(storedReceipts(places.receipts), run.runner);
    const previous = head ? { runKey: head.runKey, sha256: chainDigest(head) } : null;
    const { statement, summary } = sealed(run, output, previous, signer);
    if (!isStatement(statement)) throw new Error('the receipt would not fit its own schema');
    const payload = Buffer.from(canonicalJson(statement));
    const files = {
      'receipt.json': envelopeText(payload, signer),
      'receipt.md': summary,
      'output.txt': output,
    };
    addReceipt(places, statement.predicate, files, 'capability');
    return statement.predicate.gates_runKey;
  });
}

/** Runs `work` as the only one that writes receipts, after mending what a killed run left behind. */
export async function exclusively<T>(places: ReceiptPlaces, work: () => T): Promise<T> {
  try {
    mkdirSync(places.receipts, { recursive: true });
    return await withLock(places.receipts, () => {
      removeDrafts(places.receipts);
      finishRow(places);
      return work();
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new Refusal(
      `writing the receipt or its ledger row failed: ${(error as Error).message}`,
      `Make ${places.shown.receipts} and ${places.shown.ledger} writable, or name other places in gates.yaml.`,
    );
  }
}

/** Puts a receipt and its row in place. Only for who holds the lock. */
export function addReceipt(
  places: ReceiptPlaces,
  facts: Predicate,
  files: Readonly<Record<string, string | Buffer>>,
  origin: Origin,
): void {
  beginRow(places, facts.gates_runKey, origin);
  writeFolder(places.receipts, `R${facts.gates_runKey}`, new Map(Object.entries(files)));
  appendToLedger(places.ledger, ledgerRow(facts, origin));
  endRow(places);
}

/** The summary is written before the key is known, the key is made from all else, then both are joined. */
function sealed(
  run: PackRun,
  output: string,
  previous: Predicate['gates_previous'],
  signer: Signer | undefined,
): { statement: Statement; summary: string } {
  const outputSha = sha256(output);
  const sealing = { finishedAt: Date.now(), previous, ...(signer && { signer }) };
  const files = (summarySha: string) => ({ 'output.txt': outputSha, 'receipt.md': summarySha });
  const draft = buildStatement(run, { ...sealing, files: files('') });
  const template = summaryTemplate(draft.predicate, outputSha);
  const predicate = { ...draft.predicate, gates_files: files(sha256(template)) };
  const keyless = { ...draft, predicate };
  const gates_runKey = runKeyOf(keyless);
  return {
    statement: { ...keyless, predicate: { ...predicate, gates_runKey } },
    summary: filledIn(template, gates_runKey),
  };
}
