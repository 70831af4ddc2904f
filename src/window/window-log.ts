import { Refusal } from '../finding/refusal.ts';
import { writeCheckpoint } from './checkpoint.ts';
import type { Journal } from './journal.ts';
import type { Entry } from './record.ts';
import type { WindowFiles } from './window-files.ts';
import { applied, type WindowState } from './window-state.ts';

/** The journal of a running window together with its state, its readable checkpoint, and what people see of it. */
export class WindowLog {
  constructor(
    readonly files: WindowFiles,
    readonly journal: Journal,
    readonly state: WindowState,
    readonly now: () => number,
    /** Takes secrets out of texts. */
    readonly redact: (text: string) => string,
    readonly watch: (entry: Entry, state: WindowState) => void,
  ) {}

  write(entry: Entry): void {
    const clean = this.#redacted(entry);
    this.journal.append(clean);
    applied(this.state, clean, new Date(this.now()).toISOString());
    if (SHOWN.has(entry.kind)) this.#show();
    this.watch(clean, this.state);
  }

  #show(): void {
    try {
      writeCheckpoint(this.files.checkpoint, this.state);
    } catch (error) {
      throw new Refusal(
        `the checkpoint could not be written: ${(error as Error).message}`,
        'Nothing more was done. Make room, then resume the window.',
      );
    }
  }

  #redacted(entry: Entry): Entry {
    const text = JSON.stringify(entry, (key, value) =>
      FREE_TEXTS.has(key) && typeof value === 'string' ? this.redact(value) : value,
    );
    return JSON.parse(text) as Entry;
  }
}

/** What machines and people say; everything else comes from the contracts. */
const FREE_TEXTS = new Set(['text', 'said', 'note', 'advice', 'reason']);

/** Records after which the checkpoint reads differently. */
const SHOWN = new Set<Entry['kind']>(['open', 'process', 'phase', 'done', 'failed', 'paused', 'closed']);
