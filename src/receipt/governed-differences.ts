import type { Difference } from './difference.ts';
import type { Statement } from './statement.ts';

/** Governed files as a receipt recorded them. */
export function recordedFiles({ subject }: Statement): { name: string; sha256: string; kind?: string }[] {
  return subject.flatMap(({ name, digest, annotations }) => {
    const { sha256 } = digest;
    const kind = annotations?.kind;
    return sha256 === undefined ? [] : [{ name, sha256, ...(kind !== undefined && { kind }) }];
  });
}

/** Governed files whose bytes are not those that were judged. `digestOf` gives undefined for what is not there. */
export function governedDifferences(
  statement: Statement,
  digestOf: (file: string) => string | undefined,
): Difference[] {
  return recordedFiles(statement).flatMap(({ name, sha256 }) => {
    const found = digestOf(name);
    if (found === sha256) return [];
    return [{ file: name, expected: `sha256 ${sha256}`, found: found ?? 'no such file' }];
  });
}
