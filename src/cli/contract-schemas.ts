import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContractKind, KINDS } from '../contract/kinds.ts';
import { packageRoot } from './package-root.ts';

/** The JSON Schema of each contract kind, as it lies in the package. */
export function contractSchemas(): ReadonlyMap<ContractKind, { readonly [keyword: string]: unknown }> {
  const folder = join(packageRoot(), 'schemas');
  return new Map(
    KINDS.map((kind) => [kind, JSON.parse(readFileSync(join(folder, `${kind}.schema.json`), 'utf8'))]),
  );
}
