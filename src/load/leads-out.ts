import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** More links than this on the way are a circle, as operating systems see it. */
const MOST_LINKS = 40;

/**
 * Whether a path below a folder leads out of it, by `..` or by a link, be there anything or not: what lies outside
 * changes no answer. What is not there yet leads where its folder does.
 */
export function leadsOut(root: string, path: string): boolean {
  const inside = relative(root, resolve(root, path));
  if (isOutside(inside)) return true;
  const home = realpathSync(root);
  return isOutside(relative(home, realOf(join(home, inside), MOST_LINKS)));
}

const isOutside = (way: string): boolean => way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);

/** Where a path ends, as far as it is there. */
function realOf(path: string, links: number): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    if (folder === path) return path;
    const here = join(realOf(folder, links), path.slice(folder.length));
    const target = links > 0 ? targetOf(here) : undefined;
    return target === undefined ? here : realOf(resolve(dirname(here), target), links - 1);
  }
}

function targetOf(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
