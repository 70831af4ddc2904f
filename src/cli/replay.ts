import { buildId } from '../cache/build.ts';
import { cacheFolder } from '../cache/folder.ts';
import { runKey, type Said } from '../cache/said.ts';
import { folderShelf } from '../cache/shelf.ts';
import { answersAs } from '../cache/witness.ts';
import { identityOf } from '../git/identity.ts';
import { diskTree } from '../load/disk-tree.ts';
import { estateRoot } from './estate-root.ts';
import { quietWhenClosed } from './output.ts';

/** Prints again what the same command line printed before, when nothing that it rests on changed; else says no. */
export function replay(args: readonly string[]): boolean {
  const said = lastSaid(args);
  if (!said || !stillHolds(said)) return false;
  quietWhenClosed(process.stdout);
  process.stdout.write(said.parts.join(new Date().toISOString()));
  process.exitCode = said.exitCode;
  return true;
}

function lastSaid(args: readonly string[]): Said | undefined {
  const build = buildId();
  if (build === undefined) return undefined;
  const bytes = folderShelf(cacheFolder()).get(runKey(build, args));
  return bytes && (JSON.parse(bytes.toString('utf8')) as Said);
}

function stillHolds({ estate, root, seen, identity }: Said): boolean {
  try {
    return (
      estateRoot(estate) === root &&
      answersAs(diskTree(root), seen) &&
      (!identity || sameJson(identityOf(root, identity.uncounted), identity.answer))
    );
  } catch {
    return false;
  }
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
