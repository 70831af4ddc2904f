import type { Nodes, Table, TableCell } from 'mdast';
import { markdownTree } from '../../reading/markdown.ts';

/** A piece of a file's text with its offset. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** What stands on its own below a heading: a list item, a table row, a line of a paragraph, a block of code. */
export interface Line extends Piece {
  readonly kind: 'item' | 'row' | 'text' | 'code';
  /** Of an item: how deep its list is nested, from 0. */
  readonly level: number;
  /** Of a checkbox. */
  readonly ticked?: boolean;
  /** Of a row: its cells and those of the row of titles. */
  readonly cells?: readonly Piece[];
  readonly titles?: readonly Piece[];
}

/** A heading with what follows it, down to the next heading of any rank. */
export interface Section {
  /** Undefined: the text above the first heading. */
  readonly heading?: Piece;
  readonly depth: number;
  readonly lines: readonly Line[];
}

/** The lines of a piece of Markdown. */
export function linesIn({ text, start }: Piece): Line[] {
  const root = markdownTree(text);
  const reader = new Reader(text, start);
  return root.children.flatMap((node) => reader.lines(node, 0));
}

class Reader {
  constructor(
    readonly body: string,
    readonly offset: number,
  ) {}

  lines(node: Nodes, level: number): Line[] {
    if (node.type === 'paragraph') return textLines(this.#piece(node, node));
    if (node.type === 'code') return [{ ...this.#piece(node, node), kind: 'code', level }];
    if (node.type === 'table') return this.#rows(node);
    if (node.type === 'list') return node.children.flatMap((item) => this.#item(item, level));
    if (node.type === 'heading') return [{ ...this.#inner(node), kind: 'text', level }];
    return 'children' in node ? node.children.flatMap((child) => this.lines(child, level)) : [];
  }

  #item(item: Extract<Nodes, { type: 'listItem' }>, level: number): Line[] {
    const [first, ...rest] = item.children;
    if (first?.type !== 'paragraph') return item.children.flatMap((child) => this.lines(child, level + 1));
    const ticked = typeof item.checked === 'boolean' ? { ticked: item.checked } : {};
    const own: Line = { ...this.#piece(first, first), kind: 'item', level, ...ticked };
    return [own, ...rest.flatMap((child) => this.lines(child, level + 1))];
  }

  #rows(table: Table): Line[] {
    const [head, ...rows] = table.children;
    const first = head?.children.map((cell) => this.#inner(cell)) ?? [];
    // A table that begins with a gap has no titles.
    const isTitled = !first.some((cell) => /^GAP-\S*\d/i.test(unmarked(cell.text)));
    const titles = isTitled ? first : [];
    return (isTitled ? rows : table.children).map((row) => {
      const cells = row.children.map((cell) => this.#inner(cell));
      return { ...this.#piece(row, row), kind: 'row', level: 0, cells, titles };
    });
  }

  /** What stands between the marks of a heading or a cell. */
  #inner(node: Extract<Nodes, { type: 'heading' }> | TableCell): Piece {
    const first = node.children[0];
    const last = node.children.at(-1);
    if (first && last) return this.#piece(first, last);
    return { text: '', start: this.offset + (node.position?.start.offset ?? 0) };
  }

  #piece(from: Nodes, to: Nodes): Piece {
    const start = from.position?.start.offset ?? 0;
    const end = to.position?.end.offset ?? start;
    return { text: this.body.slice(start, end), start: start + this.offset };
  }
}

function textLines({ text, start }: Piece): Line[] {
  let at = start;
  return text.split('\n').map((line) => {
    const piece: Line = { text: line, start: at, kind: 'text', level: 0 };
    at += line.length + 1;
    return BARE_ROW.test(line) ? bareRow(piece) : piece;
  });
}

const BARE_ROW = /^\s*\|.*\|\s*$/;

/** A row of a table that has no line of titles, which Markdown takes for text. */
function bareRow(line: Line): Line {
  const cells = [...line.text.matchAll(/[^|\s][^|]*(?=\|)/g)].map(
    ({ 0: text, index }): Piece => ({ text: text.trimEnd(), start: line.start + index }),
  );
  return { ...line, kind: 'row', cells, titles: [] };
}

/** Text without the marks of emphasis, code and links. */
export const unmarked = (text: string): string =>
  text
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}/g, '')
    .trim();

/** The anchor of a part of a piece. */
export function partOf(file: string, piece: Piece, from: number, length: number) {
  return { file, start: piece.start + from, end: piece.start + from + length };
}
