import { RE2JS } from 're2js';
import { MAX_PATTERN, MAX_PROGRAM } from './limits.ts';

/** A regular expression that was read; the time of a test grows with the text and with `size`, never faster. */
export interface Pattern {
  /** Instructions of its program. */
  readonly size: number;
  readonly test: (text: string) => boolean;
}

const compiled = new Map<string, Pattern>();

/** A regular expression in the syntax of RE2. Throws an Error in words. */
export function linearPattern(source: string): Pattern {
  const known = compiled.get(source);
  if (known) return known;
  if (source.length > MAX_PATTERN) {
    throw new Error(
      `the regular expression has ${source.length} characters; expected at most ${MAX_PATTERN}`,
    );
  }
  if (compiled.size > 1000) compiled.clear();
  const pattern = read(source);
  compiled.set(source, pattern);
  return pattern;
}

/** What reading a pattern costs at most: repetitions are written out, up to a thousand times. */
export const readingCost = (source: string): number => source.length * (source.includes('{') ? 1000 : 10);

function read(source: string): Pattern {
  const pattern = parsed(source);
  const size = pattern.programSize();
  if (size > MAX_PROGRAM) {
    throw new Error(
      `the regular expression ${JSON.stringify(source)} has ${size} instructions once its repetitions are written out; expected at most ${MAX_PROGRAM}`,
    );
  }
  return { size, test: (text) => pattern.test(text) };
}

function parsed(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    throw new Error(
      `the regular expression ${JSON.stringify(source)} cannot be used: ${reasonOf(error as Error)}`,
    );
  }
}

const NOT_LINEAR = /`(\(\?<?[=!]|\\[1-9k])/;

const reasonOf = ({ message }: Error): string =>
  NOT_LINEAR.test(message)
    ? 'look-around and back references cannot be matched in linear time'
    : message
        .replace(/^error parsing regexp: /, '')
        .replace(/^([^`]*)`(.*)`$/s, (_, told: string, part: string) => told + JSON.stringify(part));
