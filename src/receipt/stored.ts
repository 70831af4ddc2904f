import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../finding/order.ts';
import { readPlainFile } from '../load/plain-file.ts';
import { validators } from '../validate/generated/validators.js';
import { canonicalJson } from './canonical.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import { isRunKey } from './run-key.ts';
import type { Statement } from './statement.ts';

export const RECEIPT_FILES = ['receipt.json', 'receipt.md', 'output.txt'] as const;

export type ReceiptFile = (typeof RECEIPT_FILES)[number];

/** A receipt as it lies on disk, whatever has become of it. */
export interface StoredReceipt {
  /** What its folder is called, without the leading R. */
  readonly runKey: string;
  readonly folder: string;
  /** Files that are not there or cannot be read are left out. */
  readonly files: Partial<Readonly<Record<ReceiptFile, Buffer>>>;
  /** Absent when receipt.json is no envelope. */
  readonly envelope?: Envelope;
  /** Parsed when first asked for; undefined when the envelope holds no statement in canonical JSON. */
  readonly statement: Statement | undefined;
}

/** Run keys of the receipts in a folder, oldest first. Folders of other tools do not count. */
export function storedKeys(receipts: string): string[] {
  return foldersIn(receipts)
    .flatMap((name) => (name.startsWith('R') && isRunKey(name.slice(1)) ? [name.slice(1)] : []))
    .sort(compareText);
}

/** Links are no receipts. */
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}

export const storedReceipts = (receipts: string): StoredReceipt[] =>
  storedKeys(receipts).map((key) => readStored(join(receipts, `R${key}`), key));

/** Reads one receipt's folder. */
export function readStored(folder: string, runKey: string): StoredReceipt {
  const files: Partial<Record<ReceiptFile, Buffer>> = {};
  for (const name of RECEIPT_FILES) {
    const bytes = bytesOf(join(folder, name));
    if (bytes) files[name] = bytes;
  }
  const envelope = files['receipt.json'] && openEnvelope(files['receipt.json']);
  let parsed: { statement: Statement | undefined } | undefined;
  return {
    runKey,
    folder,
    files,
    ...(envelope && { envelope }),
    get statement() {
      parsed ??= { statement: envelope && statementIn(envelope.payload) };
      return parsed.statement;
    },
  };
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readPlainFile(path);
  } catch {
    return undefined;
  }
}

/** Whether data has the format of schemas/receipt.schema.json. */
export const isStatement = (data: unknown): data is Statement => validators.receipt!(data);

function statementIn(payload: Buffer): Statement | undefined {
  try {
    const text = payload.toString('utf8');
    const data: unknown = JSON.parse(text);
    return isStatement(data) && canonicalJson(data) === text ? data : undefined;
  } catch {
    return undefined;
  }
}
