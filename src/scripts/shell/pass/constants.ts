import { oncePer } from '../../../once/once-per.ts';
import type { Reading } from '../../reading.ts';
import type { Atom } from './guards.ts';

/** Variables that begin as zero or as nothing, and that a script only reads from then on. */
export const unchangedIn = oncePer(({ source }: Reading): ReadonlySet<string> => {
  const begun = new Set<string>();
  const other = new Set<string>();
  for (const [, name, isBegun] of withoutSpeech(source).matchAll(NAMED)) {
    if (isBegun === undefined) other.add(name!);
    else begun.add(name!);
  }
  return new Set([...begun].filter((name) => !other.has(name)));
});

/** A name that is not expanded on the spot is written, or handed to what may write it. */
const NAMED =
  /(?<![\w$/.-]|\$\{[#!]?)([A-Za-z_]\w*)(=(?:\(\s*\)|["']?0["']?(?![\w.])|(?:""|'')?(?=[\s;&|]|$)))?/gm;

/** Without remarks, messages and sums that only compare. */
const withoutSpeech = (source: string): string =>
  source
    .replace(/^[ \t]*#.*$|\s#[^'"`\n]*$/gm, '')
    .replace(/\b(?:local|declare|typeset)\s+-a\s+([A-Za-z_]\w*)(?=[\s;]|$)/gm, '$1=()')
    .replace(/(?<!\$)\(\(\s*!?\s*[A-Za-z_]\w*(?:\s*(?:[<>]=?|[!=]=)\s*\d+)?\s*\)\)/g, ' : ')
    .replace(/\b(?:echo|printf)\s+(?:"(?:[^"\\`$]|\$(?!\()|\\.){0,500}"|'[^'\n]{0,500}')/g, ' : ');

/** Whether a test holds whatever was found; undefined where it may be either way. */
export function constantOf({ text, how }: Atom, reading: Reading): boolean | undefined {
  if (how === 'command') return undefined;
  const plain = text.replace(/["']/g, '');
  const empty = /^-([zn])\s+\$\{?(\w+)(?:\[[@*]\])?(?::?-)?\}?$/.exec(plain);
  if (empty) return isNothing(empty[2]!, reading) ? empty[1] === 'z' : undefined;
  const match = COMPARED.exec(plain);
  if (!match || !unchangedIn(reading).has(match[1]!)) return undefined;
  const [, , operator, bound] = match;
  return operator === undefined ? (how === 'test' ? undefined : false) : HOLDS[operator]!(Number(bound));
}

const COMPARED =
  /^\$?\{?#?(\w+)(?:\[[@*]\])?(?::?-0)?\}?(?:\s*(-(?:eq|ne|gt|ge|lt|le)|[=!]=|[<>]=?|=)\s*(\d+))?$/;

const HOLDS: Readonly<Record<string, (bound: number) => boolean>> = {
  ...of(['-eq', '==', '='], (bound) => bound === 0),
  ...of(['-ne', '!='], (bound) => bound !== 0),
  ...of(['-gt', '>'], () => false),
  ...of(['-ge', '>='], (bound) => bound === 0),
  ...of(['-lt', '<'], (bound) => bound > 0),
  ...of(['-le', '<='], () => true),
};

function of(signs: readonly string[], holds: (bound: number) => boolean) {
  return Object.fromEntries(signs.map((sign) => [sign, holds]));
}

const isNothing = (name: string, reading: Reading): boolean =>
  unchangedIn(reading).has(name) && !staysZero(name, reading);

/** As text, a zero is something. */
export const staysZero = (name: string, reading: Reading): boolean =>
  unchangedIn(reading).has(name) && new RegExp(`\\b${name}=["']?0`).test(reading.source);
