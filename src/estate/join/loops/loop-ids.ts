import type { Piece } from './loop-text.ts';

/** A gap id as it stands in a text, in upper case; a range gives one for each number. */
export interface FoundId {
  readonly id: string;
  /** Offsets into the piece. */
  readonly start: number;
  readonly end: number;
}

const MOST_IN_RANGE = 500;
const MARKS = '[\\s*_`~\\[\\]("\']*';
const HEAD = new RegExp(`^${MARKS}(?=GAP-)`, 'i');
const FIRST = /\b(?=GAP-(?:[A-Z]+-)?\d)/i;
const ID = /^(GAP-(?:[A-Z]+-)?)(\d+)/i;
const RANGE =
  /^([\])*_`~]*(?:\s*(?:\.{2,3}|…)\s*|\s+(?:through|thru|to)\s+|\s*–\s*(?=GAP-)|-(?=GAP-)|[–-](?=\d{3}))[[*_`~]*)(GAP-(?:[A-Z]+-)?)?(\d+)(?![\w-]*\d)/i;
const NEXT =
  /^([\])*_`~]*\s*(?:,\s*(?:and\s+)?|\band\s+|&\s*|\+\s*|\/\s*)[[*_`~]*)(?:(GAP-(?:[A-Z]+-)?))?(\d+)/i;
const AFTER_BARE = /^[\])*_`~]*\s*(?:[,:;)\]([&+–—]|\band\b|-\s|\.(?:\s|$)|$)/i;

/** The ids with which a text begins. */
export function idsAtHead({ text }: Piece): FoundId[] {
  const head = HEAD.exec(text);
  return head ? idsFrom(text, head[0].length) : [];
}

/** The ids with which a text begins, or that follow a short label in front. */
export function idsAfterLabel(piece: Piece): FoundId[] {
  const head = idsAtHead(piece);
  if (head.length > 0) return head;
  const first = FIRST.exec(piece.text);
  return first && isLabel(piece.text.slice(0, first.index)) ? idsFrom(piece.text, first.index) : [];
}

/** Every id in a text. */
export function idsIn({ text }: Piece): FoundId[] {
  const first = FIRST.exec(text);
  if (!first) return [];
  const found = idsFrom(text, first.index);
  const end = found.at(-1)?.end ?? first.index + 4;
  const rest = idsIn({ text: text.slice(end), start: 0 });
  return [...found, ...rest.map(({ id, start, end: to }) => ({ id, start: start + end, end: to + end }))];
}

function isLabel(text: string): boolean {
  return (
    text.length <= 40 &&
    !/[.!?]\s|\b(?:see|moved|duplicate|after|before|since|none|not|no|like|from)\b/i.test(text)
  );
}

/** An id and those that a list or a range joins to it. */
function idsFrom(text: string, from: number): FoundId[] {
  const first = ID.exec(text.slice(from));
  if (!first) return [];
  let prefix = first[1]!.toUpperCase();
  let digits = first[2]!;
  const found: FoundId[] = [{ id: prefix + digits, start: from, end: from + first[0].length }];
  for (;;) {
    const at = found.at(-1)!.end;
    const rest = text.slice(at);
    const range = RANGE.exec(rest);
    if (range && sameFamily(range[2], prefix)) {
      const end = at + range[0].length;
      const ids = between(prefix, digits, range[3]!, range[2] !== undefined);
      found.push(...ids.map((id) => ({ id, start: end - range[3]!.length, end })));
      digits = range[3]!;
      if (found.at(-1)!.end !== end) return found;
      continue;
    }
    const next = NEXT.exec(rest);
    if (!next || !(next[2] || isBareId(next, digits, rest))) return found;
    prefix = next[2]?.toUpperCase() ?? prefix;
    digits = next[3]!;
    const end = at + next[0].length;
    found.push({ id: prefix + digits, start: at + next[1]!.length, end });
  }
}

const sameFamily = (other: string | undefined, prefix: string): boolean =>
  other === undefined || other.toUpperCase() === prefix;

function isBareId(next: RegExpExecArray, digits: string, rest: string): boolean {
  const number = next[3]!;
  const alike = number.length >= 2 && Math.abs(number.length - digits.length) <= 1;
  return alike && AFTER_BARE.test(rest.slice(next[0].length));
}

/** The ids after the first of a range; where the numbers make no sensible range, the last if it is written as an id. */
function between(prefix: string, from: string, to: string, isId: boolean): string[] {
  const size = Number(to) - Number(from);
  if (size < 1 || size > MOST_IN_RANGE) return isId ? [prefix + to] : [];
  return Array.from({ length: size }, (_, step) => {
    const number = String(Number(from) + step + 1);
    return prefix + number.padStart(from.length, '0');
  });
}
