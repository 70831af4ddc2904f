import { mkdirSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { quoted } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';
import { leadsOut } from '../load/leads-out.ts';
import { windowId } from './window-id.ts';

const VARIABLE = '<window_id>';
const JOURNAL = '.journal';

/** Where one window writes. */
export interface WindowFiles {
  readonly id: string;
  /** The readable state. */
  readonly checkpoint: string;
  readonly journal: string;
  /** The same relative to the estate, for messages. */
  readonly shown: { readonly checkpoint: string; readonly journal: string };
}

/** The files of all windows of an estate, from the contract's `checkpoint_path`. */
export class WindowFolder {
  /** The part of the path that all windows share. */
  readonly folder: string;

  constructor(
    readonly root: string,
    readonly template: string,
  ) {
    if (!isSafe(template)) {
      throw new Refusal(
        `checkpoint_path is ${quoted(template)}; expected a path below the estate with ${VARIABLE} in it`,
        'Write it like "state/windows/<window_id>.yaml".',
      );
    }
    this.folder = dirname(join(root, template.slice(0, template.indexOf(VARIABLE)), 'x'));
    this.#demandInside(this.folder);
  }

  /** The path of the shared folder, relative to the estate. */
  get shown(): string {
    return relative(this.root, this.folder).split(sep).join('/');
  }

  filesOf(text: string): WindowFiles {
    const id = windowId(text);
    const shown = posix.normalize(this.template.replaceAll(VARIABLE, id));
    const checkpoint = resolve(this.root, shown);
    const journal = `${checkpoint}${JOURNAL}`;
    this.#demandInside(checkpoint);
    this.#demandInside(journal);
    return { id, checkpoint, journal, shown: { checkpoint: shown, journal: `${shown}${JOURNAL}` } };
  }

  /** Makes the folders of a window. */
  prepare(files: WindowFiles): void {
    for (const folder of [this.folder, dirname(files.journal)]) mkdirSync(folder, { recursive: true });
  }

  #demandInside(path: string): void {
    if (!leadsOut(this.root, path)) return;
    throw new Refusal(
      `checkpoint_path leads out of the estate: a link lies on the way to ${quoted(path)}`,
      'Remove the link.',
    );
  }

  /** Every window that left a journal, oldest name first. */
  all(): WindowFiles[] {
    const plain = fastGlob.escapePath(posix.normalize(this.template));
    const pattern = `${plain.replaceAll(fastGlob.escapePath(VARIABLE), '*')}${JOURNAL}`;
    const found = fastGlob.sync(pattern, { cwd: this.root, dot: true });
    return found.sort().flatMap((path) => this.#named(path));
  }

  #named(path: string): WindowFiles[] {
    const [before, ...after] = posix.normalize(this.template).split(VARIABLE).map(escaped);
    const pattern = new RegExp(`^${before}([^/]+)${after.join('\\1')}${escaped(JOURNAL)}$`);
    const id = pattern.exec(path)?.[1] ?? '';
    try {
      const files = this.filesOf(id);
      return files.shown.journal === path ? [files] : [];
    } catch {
      return [];
    }
  }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function isSafe(template: string): boolean {
  const parts = template.split('/');
  return (
    template.includes(VARIABLE) &&
    !template.startsWith('/') &&
    /^[A-Za-z0-9._ <>/-]+$/.test(template) &&
    !parts.some((part) => part === '..' || part === '.git') &&
    basename(template) !== ''
  );
}
