import { expect, test } from 'vitest';
import { attacksOn } from './patterns/attacks.ts';
import { type Pattern, patternsIn, sourceFiles } from './patterns/found.ts';
import { SHORT_TEXTS } from './patterns/short-texts.ts';
import { slowOn } from './patterns/slow.ts';

const SIZE = 20_000;
/** By day a share of the files, and of what can be done to each pattern. */
const [FILES, ATTACKS] = process.env.NIGHTLY ? [1, 1] : [50, 4];

const FILES_TRIED = ['src', 'gates'].flatMap(sourceFiles).filter((_, at) => at % FILES === 0);

const written = ({ source, flags }: Pattern): string => `/${source}/${flags}`;

const longestOf = ({ file, source }: Pattern): number =>
  SHORT_TEXTS.find((each) => each.file === file && each.source === source)?.longest ?? SIZE;

/** A sentence about a pattern that goes back and forth over some text; none where it goes over any text once. */
function slow(pattern: Pattern, share: number): string[] {
  const attacks = attacksOn(pattern.source, pattern.flags).filter((_, at) => at % share === 0);
  const attack = slowOn(new RegExp(pattern.source, pattern.flags), attacks, longestOf(pattern));
  return attack
    ? [`${pattern.file}:${pattern.line} ${written(pattern)} is slow on ${JSON.stringify(attack)}`]
    : [];
}

test('no pattern goes back and forth over a long text', { timeout: 3_600_000 }, () => {
  const distinct = new Map(FILES_TRIED.flatMap(patternsIn).map((each) => [written(each), each]));
  expect(distinct.size).toBeGreaterThan(5);
  expect([...distinct.values()].flatMap((each) => slow(each, ATTACKS))).toEqual([]);
});

test('a pattern that does is named, whatever its form', () => {
  const careless = [
    { source: '\\s+$', flags: '' },
    { source: '^(?:a|ab|b)*$', flags: '' },
  ];
  const named = careless.map((pattern) => slow({ file: 'x', line: 1, ...pattern }, 1).length);
  expect(named).toEqual(careless.map(() => 1));
});

test('texts said to be short belong to patterns that are there', () => {
  const found = new Set(SHORT_TEXTS.map(({ file }) => file));
  const known = [...found].flatMap(patternsIn);
  const gone = SHORT_TEXTS.filter(
    ({ file, source }) => !known.some((each) => each.file === file && each.source === source),
  );
  expect(gone).toEqual([]);
});
