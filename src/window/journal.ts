import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../finding/refusal.ts';
import type { Entry, Numbered } from './record.ts';

/** `<checksum> <record>`; each checksum covers the record and the checksum before it. */
const LINE = /^([0-9a-f]{64}) (\{.*\})$/;

/** What a journal holds, and up to which byte it is whole. */
export interface JournalText {
  readonly entries: readonly Numbered[];
  readonly bytes: number;
  readonly last: string;
  /** A record that was cut off while it was written. */
  readonly torn: boolean;
}

/** Reads a journal. A torn last record counts as not written; damage before that is refused. */
export function readJournal(path: string): JournalText {
  const text = readFileSync(path, 'utf8');
  const entries: Numbered[] = [];
  let bytes = 0;
  let last = '';
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const end = index === lines.length - 1;
    if (end && line === '') break;
    const found = LINE.exec(line);
    if (end || !found || found[1] !== checksum(last, found[2]!)) {
      if (index < lines.length - 2) throw damaged(path, index + 1);
      return { entries, bytes, last, torn: true };
    }
    entries.push(JSON.parse(found[2]!) as Numbered);
    bytes += Buffer.byteLength(line) + 1;
    last = found[1]!;
  }
  return { entries, bytes, last, torn: false };
}

const damaged = (path: string, line: number): Refusal =>
  new Refusal(
    `the journal ${path} is damaged at line ${line}: the record does not fit its checksum`,
    'Do not trust it: look at the machines, move the file away, and give its locks back with `gates window unlock`.',
  );

const checksum = (before: string, record: string): string =>
  createHash('sha256').update(`${before}\n${record}`).digest('hex');

/** Appends records, each on disk before anything else happens. */
export class Journal {
  #file: number;
  #seq: number;
  #last: string;
  #bytes: number;

  private constructor(
    file: number,
    { entries, last, bytes }: Omit<JournalText, 'torn'>,
    readonly now: () => number,
  ) {
    this.#file = file;
    this.#seq = entries.length;
    this.#last = last;
    this.#bytes = bytes;
  }

  /** A new journal; refused where one lies already. */
  static create(path: string, now: () => number): Journal {
    try {
      const journal = new Journal(openSync(path, 'wx', 0o600), { entries: [], last: '', bytes: 0 }, now);
      flushFolder(dirname(path));
      return journal;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw new Refusal(
        `a window with this id exists already: ${path}`,
        'Resume it, or choose another --window-id.',
      );
    }
  }

  /** Goes on with a journal, after cutting off a torn record. */
  static reopen(path: string, read: JournalText, now: () => number): Journal {
    const file = openSync(path, 'r+');
    ftruncateSync(file, read.bytes);
    closeSync(file);
    return new Journal(openSync(path, 'a'), read, now);
  }

  append(entry: Entry): void {
    const at = new Date(this.now()).toISOString();
    const record = JSON.stringify({ seq: this.#seq + 1, at, ...entry });
    const sum = checksum(this.#last, record);
    const bytes = Buffer.from(`${sum} ${record}\n`);
    this.#write(bytes);
    this.#seq += 1;
    this.#last = sum;
  }

  /** Whole or not at all: what a full disk cut off is taken back, so that the journal stays readable. */
  #write(bytes: Buffer): void {
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
      fsyncSync(this.#file);
      this.#bytes += bytes.length;
    } catch (error) {
      ftruncateSync(this.#file, this.#bytes);
      throw new Refusal(
        `the journal could not be written: ${(error as Error).message}`,
        'Nothing more was done. Make room, then resume the window.',
      );
    }
  }

  /** Digest over all that was written. */
  get digest(): string {
    return this.#last;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** A new file is on disk only when its folder is; where folders cannot be opened, nothing is done. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {}
}
