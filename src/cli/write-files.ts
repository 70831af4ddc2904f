import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { quoted } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';
import type { Patch } from '../fix/patch.ts';
import { leadsOut } from '../load/leads-out.ts';

/** A file of the estate with the text it had when it was judged and the one it gets; one that is not there had none. */
export interface Rewritten {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export const rewrittenBy = (patch: Patch): Rewritten[] =>
  [...patch].flatMap(([file, pieces]) =>
    pieces.text === pieces.original ? [] : [{ file, before: pieces.original, after: pieces.text }],
  );

const MARK = '\ufeff';

/**
 * Writes edited files, all or none: each is compared with what was judged before the first is touched, each is
 * written whole, and when one fails those before it get back what they held.
 */
export async function writeFiles(root: string, files: readonly Rewritten[]): Promise<void> {
  demandInside(
    root,
    files.map(({ file }) => file),
  );
  const marks = files.map((file) => markOf(root, file));
  const done: [string, string | undefined][] = [];
  try {
    for (const [index, { file, before, after }] of files.entries()) {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      await writeFileAtomic(path, marks[index] + after);
      done.push([path, before === '' ? undefined : marks[index] + before]);
    }
  } catch (error) {
    for (const [path, text] of done) {
      if (text === undefined) rmSync(path, { force: true });
      else await writeFileAtomic(path, text);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`no file was changed: ${reason}`, 'Mend that, then run the command again.');
  }
}

/** Refuses to read or write where a link leads out of the estate. */
export function demandInside(root: string, files: readonly string[]): void {
  const out = existsSync(root) ? files.find((file) => leadsOut(root, file)) : undefined;
  if (out === undefined) return;
  throw new Refusal(
    `${quoted(out)} leads outside the estate by a link, where nothing is read and nothing written`,
    'Remove the link, then run the command again.',
  );
}

/** The byte order mark of a file, whose text is still the one that was judged. */
function markOf(root: string, { file, before }: Rewritten): string {
  if (before === '' && !existsSync(join(root, file))) return '';
  const bytes = readFileSync(join(root, file), 'utf8');
  const mark = bytes.startsWith(MARK) ? MARK : '';
  if (bytes === mark + before) return mark;
  throw new Refusal(
    `${file} cannot be edited: it changed meanwhile, or is not in UTF-8`,
    'Run the command again.',
  );
}

/** Writes files that are not there yet, all or none; one that is there is never written over. */
export async function createFiles(root: string, files: ReadonlyMap<string, string>): Promise<void> {
  demandInside(root, [...files.keys()]);
  const there = [...files.keys()].find((file) => existsSync(join(root, file)));
  if (there !== undefined) throw new Refusal(`${there} is there already and is not written over`);
  const done: string[] = [];
  try {
    for (const [file, text] of files) {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      await writeFileAtomic(path, text);
      done.push(path);
    }
  } catch (error) {
    for (const path of done) rmSync(path, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`nothing was written: ${reason}`, 'Mend that, then run the command again.');
  }
}
