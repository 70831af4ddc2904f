import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareText } from '../finding/order.ts';
import { sha256 } from './canonical.ts';
import { digestOver } from './governed.ts';

/** Digest over this tool's own code below its package folder: the bundle where it runs from one, else the sources. */
export function codeDigest(packageRoot: string): string {
  const self = relative(packageRoot, fileURLToPath(import.meta.url)).split(sep);
  const bundled = self[0] === 'dist';
  return bundled
    ? digestOfFolders(packageRoot, ['dist'], '.js')
    : digestOfFolders(packageRoot, ['src', 'gates'], '.ts');
}

/** Digest over the JSON Schemas that the package carries. */
export const schemasDigest = (packageRoot: string): string =>
  digestOfFolders(packageRoot, ['schemas'], '.json');

function digestOfFolders(root: string, folders: readonly string[], ending: string): string {
  const names = folders.flatMap((folder) => filesBelow(root, folder, ending)).sort(compareText);
  return digestOver(names.map((name) => ({ name, sha256: sha256(readFileSync(join(root, name))) })));
}

function filesBelow(root: string, folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}
