import { availableParallelism } from 'node:os';
import { threadsAsked } from '../../threads/asked.ts';
import type { ReadSource } from '../memory.ts';
import type { Lexicon, Vocabulary } from '../vocabulary.ts';
import type { ToRead } from './pieces.ts';
import { startReading } from './reading.ts';

/** Below this much text, in UTF-16 units, a second thread would cost more than it saves. */
const WORTH_A_THREAD = 600_000;
/** More threads than this wait for each other. */
const MOST_THREADS = 4;

/** Reads scripts, on as many threads as pay, or as the variable GATES_JOBS asks for. */
export function readAll(
  scripts: readonly ToRead[],
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): Promise<ReadSource[]> {
  return startReading(scripts, threadsFor(scripts) - 1).finish(vocabulary, lexicon);
}

/** How many threads pay for scripts, this one among them. */
export function threadsFor(scripts: readonly ToRead[]): number {
  const asked = threadsAsked();
  const most = Math.min(scripts.length, MOST_THREADS);
  if (asked !== undefined) return Math.min(asked, most);
  const size = scripts.reduce((sum, { source }) => sum + source.length, 0);
  return size < WORTH_A_THREAD ? 1 : Math.min(availableParallelism(), most);
}
