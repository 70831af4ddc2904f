import { beforeAll, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { packed, unpacked } from '../../src/scripts/packed.ts';
import { readText } from '../../src/scripts/text.ts';

const corpus = diskTree('fixtures/scripts');
const scripts = corpus
  .files()
  .filter(({ path, type }) => type === 'file' && path.includes('/estate/') && !/\.(ya?ml|md)$/.test(path))
  .map(({ path }) => ({ path, source: Buffer.from(corpus.read(path)).toString('utf8') }));

beforeAll(loadGrammars);

test('every text comes out of its bytes as it went in', () => {
  expect(scripts.length).toBeGreaterThan(50);
  for (const { path, source } of scripts) {
    const language = /\.py$|^#!.*python/.test(`${path}\n${source}`) ? 'python' : 'shell';
    const text = readText(path, language, source);
    const again = unpacked(packed(text));
    expect(again).toEqual(text);
    const [first, second] = [packed(text), packed(again)];
    expect([second.often, second.seldom()]).toEqual([first.often, first.seldom()]);
  }
});

test('a text that was only looked at by lines says so', () => {
  const text = readText('a.sh', 'shell', 'if [ x\nthen (\n');
  expect(text.degraded).toBe('syntax');
  expect(unpacked(packed(text))).toEqual(text);
});

test('a list read once is the same list again, and one among others when they are listed', () => {
  const text = unpacked(packed(readText('a.sh', 'shell', 'qm stop 101\n')));
  expect(text.tools).toBe(text.tools);
  expect(Object.keys(text)).toContain('tools');
  expect(text.steps.map(({ words }) => words.length)).toEqual([3]);
});

test('a text is packed once, and what is empty takes no room', () => {
  const text = readText('a.sh', 'shell', 'true\n');
  expect(unpacked(packed(text)).exits).toEqual([]);
  const again = unpacked(packed(text));
  expect(packed(again)).toBe(packed(again));
});
