import { readdirSync, readFileSync } from 'node:fs';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Schema = { [key: string]: Json };

const ENDING = '.schema.json';

export interface SchemaFile {
  /** The kind of the contract, or the name of the tool's own format. */
  readonly kind: string;
  readonly path: string;
  readonly schema: Schema;
}

/** Every schema of the repository, in the order of the file names. */
export function schemaFiles(): SchemaFile[] {
  const names = readdirSync('schemas').filter((name) => name.endsWith(ENDING));
  return names.sort().map((name) => read(name.slice(0, -ENDING.length)));
}

/** What the tool writes for others and trusts by other means, such as checksums, when it reads it back. */
const WRITTEN = new Set([
  'impact',
  'parity',
  'plan',
  'result',
  'window.checkpoint',
  'window.receipt',
  'window.record',
]);

/** What the tool prints and does not read is described by a schema too, but it is no contract. */
export function contractSchemaFiles(): SchemaFile[] {
  return schemaFiles().filter((file) => file.kind !== 'receipt' && !WRITTEN.has(file.kind));
}

/** What the tool reads and therefore checks: every contract, and its own receipts, which may come from elsewhere. */
export function checkedSchemaFiles(): SchemaFile[] {
  return schemaFiles().filter((file) => !WRITTEN.has(file.kind));
}

function read(kind: string): SchemaFile {
  const path = `schemas/${kind}${ENDING}`;
  return { kind, path, schema: JSON.parse(readFileSync(path, 'utf8')) as Schema };
}
