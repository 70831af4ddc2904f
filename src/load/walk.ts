import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../finding/order.ts';

/** One entry of a folder tree, by its path from the root, with `/`. */
export interface Walked {
  readonly path: string;
  readonly entry: Dirent;
}

/** Everything below a folder in code-point order, without entries of the names left out. Links are not followed. */
export function walk(root: string, isOut: (name: string) => boolean): Walked[] {
  const found: Walked[] = [];
  const folders = [''];
  for (let at = 0; at < folders.length; at++) {
    const folder = folders[at]!;
    for (const entry of entriesOf(join(root, folder))) {
      if (isOut(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      found.push({ path, entry });
      if (entry.isDirectory()) folders.push(path);
    }
  }
  return found.sort((a, b) => compareText(a.path, b.path));
}

/** A folder that may not be read is empty, as far as can be told. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
