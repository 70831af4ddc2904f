import fc from 'fast-check';

/** A text that repeats one piece between two others. */
export interface Attack {
  readonly head: string;
  readonly piece: string;
  readonly tail: string;
}

export const attackText = ({ head, piece, tail }: Attack, size: number): string =>
  head + piece.repeat(Math.ceil(size / piece.length)).slice(0, size) + tail;

/** Pieces on whose repetition a careless pattern goes back and forth, whatever it is about. */
const ANY = [
  ...['a', 'A', '0', ' ', '\t', '\n', '_', '-', '.', ':', '/', '#', '"', "'", '`', '*', '|', '\\', '=', ','],
  ...['[', ']', '(', ')', '{', '}', '<', '>', '$', '&', ';', '+', '@', '\ufffc', '\u00e9'],
  ...[
    'a ',
    'a_',
    'a-',
    'a.',
    'a/',
    'a=',
    'a: ',
    '- ',
    '1.',
    'x,',
    ' \n',
    '\\"',
    '${',
    '$(',
    'a"',
    '||',
    '<<a\n',
  ],
];

/** Repetitions of what the pattern itself is made of: its words, its signs, and beginnings of texts that it matches. */
export function attacksOn(source: string, flags: string): Attack[] {
  const matched = matchedBy(source, flags);
  const begun = new Set(matched.flatMap((text) => beginnings(text, 24)));
  const pieces = new Set([...ANY, ...wordsOf(source), ...begun]);
  const repeated = [...pieces].flatMap((piece) =>
    ['', '\0'].map((tail): Attack => ({ head: '', piece, tail })),
  );
  const signs = new Set(
    [...'a0 \n', ...source.replace(/\\./g, '')].filter((sign) => sign.trim() || sign < '!'),
  );
  const behind = beginnings(matched[0] ?? '', 12).flatMap((head) =>
    [...signs].map((piece): Attack => ({ head, piece, tail: '\0' })),
  );
  return [...repeated, ...behind];
}

const beginnings = (text: string, most: number): string[] =>
  Array.from({ length: Math.min(text.length, most) }, (_, at) => text.slice(0, at + 1));

function wordsOf(source: string): string[] {
  const words = source.replace(/\\[a-zA-Z]/g, ' ').match(/[A-Za-z_-]{2,}|[:=()"'$#-]{1,3}/g) ?? [];
  return [...new Set(words)].slice(0, 14).flatMap((word) => [word, `${word} `, `${word}_`]);
}

/** Texts that match, shortest first; the same ones every time. */
function matchedBy(source: string, flags: string): string[] {
  // Of classes like these a text is looked for by trial, for ever.
  if (/\\p\{|\\P\{|\[\^[^\]]*\\[SWD]/.test(source)) return [];
  const pattern = new RegExp(withoutLooks(source), flags.replace(/[dgy]/g, ''));
  try {
    const texts = fc.sample(fc.stringMatching(pattern, { maxLength: 60 }), { numRuns: 6, seed: 1 });
    return [...new Set(texts)].sort((one, other) => one.length - other.length);
  } catch {
    return [];
  }
}

/** Without look-arounds and word boundaries, for which no text can be made up. */
function withoutLooks(source: string): string {
  const plain = source.replace(/\\(.)/g, (whole, sign: string) => (/[bB]/.test(sign) ? '' : whole));
  const start = plain.search(/\(\?<?[=!]/);
  if (start < 0) return plain;
  let depth = 0;
  for (let at = start; at < plain.length; at += 1) {
    if (plain[at] === '\\') at += 1;
    else if (plain[at] === '[') at = endOfClass(plain, at);
    else if (plain[at] === '(') depth += 1;
    else if (plain[at] === ')' && --depth === 0)
      return withoutLooks(plain.slice(0, start) + plain.slice(at + 1));
  }
  return plain;
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}
