import { lstatSync, readFileSync } from 'node:fs';

/** The bytes of a file that the tool wrote itself; it never writes a link, so that one leads nowhere. */
export function readPlainFile(path: string): Buffer {
  if (lstatSync(path).isFile()) return readFileSync(path);
  throw new Error(`${path} is no regular file`);
}
