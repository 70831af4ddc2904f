import { availableParallelism } from 'node:os';
import { threadsAsked } from '../../threads/asked.ts';
import type { QuickData } from '../quick-yaml.ts';
import { SpareThread } from './spare-thread.ts';

/** After so much text, in UTF-16 units, it shows how much is to come. */
const TELLING = 1_000_000;

/** The data of a text; ask when all texts have been given. */
export type Later = () => QuickData;

/** Reads texts on a spare thread where there are so many that it pays. */
export class Aside {
  readonly #texts: number;
  #thread: SpareThread | undefined;
  #read: readonly QuickData[] | undefined;
  #given = 0;
  #units = 0;

  /** Of at most so many texts. */
  constructor(texts: number) {
    this.#texts = texts;
  }

  /** Undefined for a text that is better read at once. */
  takes(text: string): Later | undefined {
    this.#given++;
    this.#units += text.length;
    if (!this.#thread && this.#pays()) this.#thread = SpareThread.start();
    const at = this.#thread?.takes(text);
    return at === undefined ? undefined : () => this.#answers()[at];
  }

  /** When most is still to come, or when more than one thread is asked for. */
  #pays(): boolean {
    const asked = threadsAsked();
    if (asked !== undefined) return asked > 1;
    return this.#units > TELLING && this.#given * 3 < this.#texts && availableParallelism() > 1;
  }

  #answers(): readonly QuickData[] {
    this.#read ??= this.#thread!.finish();
    return this.#read;
  }

  end(): void {
    this.#thread?.end();
  }
}
