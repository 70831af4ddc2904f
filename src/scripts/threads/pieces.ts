import type { Unread } from '../unread.ts';

/** As much of a script as a thread has to know. */
export type ToRead = Pick<Unread, 'found' | 'source' | 'isCheck'>;

/** What a thread takes at a time, in UTF-16 units. */
const PIECE = 24_000;

/** A counter that threads share. */
export const newCounter = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

/**
 * Hands out the scripts in pieces, each once among all threads that share the counter: nobody has to be asked, so a
 * thread goes on while the others are busy.
 */
export function* piecesOf(
  scripts: readonly ToRead[],
  counter: SharedArrayBuffer,
): Generator<readonly number[]> {
  const pieces = cut(scripts);
  const taken = new Int32Array(counter);
  for (let next = Atomics.add(taken, 0, 1); next < pieces.length; next = Atomics.add(taken, 0, 1)) {
    yield pieces[next]!;
  }
}

/** The places of the scripts, piece by piece. */
function cut(scripts: readonly ToRead[]): number[][] {
  const pieces: number[][] = [];
  let size = PIECE;
  scripts.forEach(({ source }, at) => {
    if (size >= PIECE) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1)!.push(at);
    size += source.length;
  });
  return pieces;
}
