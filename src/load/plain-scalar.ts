/**
 * What an unquoted scalar says, by the core schema of YAML 1.2; a number that is not written as a plain decimal (a commit id such
 * as 1e5 or 007) stays text.
 */
export function plainScalar(source: string): unknown {
  const first = source.charCodeAt(0);
  if ((first >= ZERO && first <= NINE) || first === MINUS)
    return isPlainNumber(source) ? Number(source) : source;
  return WORDS.has(source) ? WORDS.get(source) : source;
}

const ZERO = 48;
const NINE = 57;
const MINUS = 45;

const DECIMAL = /^-?(?:0|[1-9]\d*)\.\d+$/;

const INTEGER = /^-?\d+$/;

/** Whether a number is written as a plain decimal, so that nothing of the text is lost. */
export const isPlainNumber = (source: string): boolean =>
  INTEGER.test(source)
    ? String(Number(source)) === source
    : DECIMAL.test(source) && Number.isFinite(Number(source));

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['', null],
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
