import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { told } from '../../timing/progress.ts';
import { loadGrammars } from '../grammars.ts';
import type { ReadSource } from '../memory.ts';
import type { Unread } from '../unread.ts';
import type { Lexicon, Vocabulary } from '../vocabulary.ts';
import { readSource } from './read-source.ts';
import { type SpareThread, startSpareThreads } from './spare-thread.ts';

/** Below this much text, in UTF-16 units, a second thread would cost more than it saves. */
const WORTH_A_THREAD = 600_000;
/** More threads than this wait for each other. */
const MOST_THREADS = 4;
/** What a thread gets at a time, in UTF-16 units. */
const PIECE = 24_000;

/** Reads scripts, on as many threads as pay, or as the variable GATES_JOBS asks for. */
export async function readAll(
  scripts: readonly Unread[],
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): Promise<ReadSource[]> {
  if (scripts.length === 0) return [];
  await loadGrammars();
  const work = new Work(scripts);
  const spare = startSpareThreads(threadsFor(scripts) - 1, vocabulary);
  try {
    const helped = Promise.all(spare.map((thread) => help(thread, work)));
    for (let piece = work.take(); piece; piece = work.take()) {
      for (const at of piece) work.done(at, readSource(scripts[at]!, lexicon));
      if (spare.length > 0) await turn();
    }
    await helped;
  } finally {
    for (const thread of spare) thread.end();
  }
  return scripts.map((script, at) => work.read[at] ?? readSource(script, lexicon));
}

function threadsFor(scripts: readonly Unread[]): number {
  const asked = Number(process.env.GATES_JOBS);
  const most = Math.min(scripts.length, MOST_THREADS);
  if (Number.isInteger(asked) && asked > 0) return Math.min(asked, most);
  const size = scripts.reduce((sum, { source }) => sum + source.length, 0);
  return size < WORTH_A_THREAD ? 1 : Math.min(availableParallelism(), most);
}

/** Two pieces are on their way to a thread at any time, so that it never waits. A thread that fails leaves its pieces unread. */
async function help(thread: SpareThread, work: Work): Promise<void> {
  const lane = async () => {
    for (let piece = work.take(); piece; piece = work.take()) {
      const read = await thread.read(piece.map((at) => work.scripts[at]!));
      if (!read) return;
      for (const [index, at] of piece.entries()) work.done(at, read[index]!);
    }
  };
  await Promise.all([lane(), lane()]);
}

/** The scripts to read, in pieces, and what became of them. */
class Work {
  readonly read: (ReadSource | undefined)[] = [];
  #next = 0;
  #done = 0;

  constructor(readonly scripts: readonly Unread[]) {}

  /** Places of the next scripts that nobody has taken. */
  take(): number[] | undefined {
    const piece: number[] = [];
    for (let size = 0; size < PIECE && this.#next < this.scripts.length; this.#next++) {
      piece.push(this.#next);
      size += this.scripts[this.#next]!.source.length;
    }
    return piece.length === 0 ? undefined : piece;
  }

  done(at: number, read: ReadSource): void {
    this.read[at] = read;
    told('reading scripts', ++this.#done, this.scripts.length);
  }
}
