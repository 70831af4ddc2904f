import { gitBytes } from './command.ts';

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
  const out = gitBytes(root, ['cat-file', '--batch'], names.map((name) => `${name}\n`).join(''));
  return out && split(out, asked);
}

/** Each answer is a line of id, type and size with the bytes after it, or one line that ends in `missing`. */
function split(out: Buffer, paths: readonly string[]): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  let at = 0;
  for (const path of paths) {
    const end = out.indexOf('\n', at);
    const answer = /^[0-9a-f]+ ([a-z]+) ([0-9]+)$/.exec(out.toString('utf8', at, end));
    at = end + 1;
    if (!answer) continue;
    const size = Number(answer[2]);
    if (answer[1] === 'blob') blobs.set(path, out.subarray(at, at + size));
    at += size + 1;
  }
  return blobs;
}
