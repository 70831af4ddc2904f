import { dirname } from 'node:path';
import type { ContractKind } from '../../contract/kinds.ts';
import { collectionAnchor, fileFor } from '../../estate/ask/collection-key.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Change, NewFile } from '../change.ts';

/** The contract that takes a row, and the change that makes it where the estate has none of its kind. */
export interface ContractFile {
  readonly file: string;
  readonly made: readonly NewFile[];
}

export function contractFile(
  estate: Estate,
  kind: ContractKind,
  path: readonly string[],
  site?: string,
): ContractFile | undefined {
  const there = collectionAnchor(estate, kind, path, site)?.file;
  if (there !== undefined) return { file: there, made: [] };
  if (estate.documents.some((document) => document.kind === kind)) return undefined;
  const file = [usualFolder(estate), fileFor(estate, kind, site)].filter((part) => part !== '.').join('/');
  const day = new Date(estate.now).toISOString().slice(0, 10);
  return { file, made: [{ kind: 'file', file, text: `updated: ${day}\n` }] };
}

/** The changes that put something into a contract, which is made first where it has to be. */
export const into = ({ made }: ContractFile, ...changes: readonly Change[]): readonly Change[] => [
  ...made,
  ...changes,
];

/** The folder that holds most contracts of the estate. */
function usualFolder(estate: Estate): string {
  const counts = new Map<string, number>();
  for (const { file } of estate.documents) {
    if (file.endsWith('.md')) continue;
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  }
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['.', 0] as [
    string,
    number,
  ])[0];
}
