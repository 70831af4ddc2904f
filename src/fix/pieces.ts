import type { TextEdit } from '../loop/text-edit.ts';

type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/** A text that is edited several times and still knows which of its characters were there before. */
export class Pieces {
  #pieces: readonly Piece[];

  constructor(readonly original: string) {
    this.#pieces = [{ from: 0, to: original.length }];
  }

  copy(): Pieces {
    const copy = new Pieces(this.original);
    copy.#pieces = this.#pieces;
    return copy;
  }

  get text(): string {
    return this.#pieces.map((piece) => this.#read(piece)).join('');
  }

  /** Edits of the text as it is now; they do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    const last = [...edits].sort((a, b) => b.start - a.start || b.end - a.end);
    for (const { start, end, text } of last) {
      const [head, rest] = this.#split(this.#pieces, start);
      const [, tail] = this.#split(rest, end - start);
      this.#pieces = [...head, { text }, ...tail];
    }
  }

  /** The same change as edits of the original. */
  edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let text = '';
    for (const piece of [...this.#pieces, { from: this.original.length, to: this.original.length }]) {
      if ('text' in piece) {
        text += piece.text;
        continue;
      }
      if (text !== '' || piece.from > at) edits.push({ start: at, end: piece.from, text });
      at = piece.to;
      text = '';
    }
    return edits;
  }

  #read(piece: Piece): string {
    return 'text' in piece ? piece.text : this.original.slice(piece.from, piece.to);
  }

  #split(pieces: readonly Piece[], offset: number): [Piece[], Piece[]] {
    const head: Piece[] = [];
    let left = offset;
    for (const [index, piece] of pieces.entries()) {
      const length = this.#read(piece).length;
      if (left <= 0) return [head, pieces.slice(index)];
      if (length > left) {
        const [first, second] = halves(piece, left);
        return [
          [...head, first],
          [second, ...pieces.slice(index + 1)],
        ];
      }
      head.push(piece);
      left -= length;
    }
    return [head, []];
  }
}

function halves(piece: Piece, length: number): [Piece, Piece] {
  if ('text' in piece) return [{ text: piece.text.slice(0, length) }, { text: piece.text.slice(length) }];
  const middle = piece.from + length;
  return [
    { from: piece.from, to: middle },
    { from: middle, to: piece.to },
  ];
}
