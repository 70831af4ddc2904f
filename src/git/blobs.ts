import { gitBytes } from './command.ts';
import { batchOf } from './objects.ts';

/**
 * The bytes of files as a commit holds them, by path; what it does not hold is left out. Undefined when the
 * commit is not in this repository. Paths are relative to `inside`, the estate's folder below the git root.
 */
export function blobsOf(
  root: string,
  commit: string,
  inside: string,
  paths: readonly string[],
): Map<string, Buffer> | undefined {
  if (gitBytes(root, ['cat-file', '-e', `${commit}^{commit}`]) === undefined) return undefined;
  const asked = paths.filter((path) => !path.includes('\n'));
  const names = asked.map((path) => `${commit}:${inside === '.' ? path : `${inside}/${path}`}`);
  const found = batchOf((args, input) => gitBytes(root, args, input), names);
  return new Map(asked.flatMap((path, index) => (found[index] ? [[path, found[index]]] : [])));
}
