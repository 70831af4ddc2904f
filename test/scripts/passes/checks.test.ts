import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadGrammars } from '../../../src/scripts/grammars.ts';
import { readText } from '../../../src/scripts/text.ts';

await loadGrammars();

const FOLDER = 'fixtures/checks';
const files = readdirSync(FOLDER).filter((file) => /\.(sh|py)$/.test(file));
const expected: Record<string, { line: number; by: string }[]> = parse(
  readFileSync(`${FOLDER}/expected.yaml`, 'utf8'),
);

function found(file: string) {
  const source = readFileSync(`${FOLDER}/${file}`, 'utf8');
  const { passes } = readText(file, file.endsWith('.py') ? 'python' : 'shell', source);
  return passes.map(({ anchor, by }) => ({ line: source.slice(0, anchor.start).split('\n').length, by }));
}

describe('checks as strangers write them', () => {
  test.each(files)('%s', (file) => {
    expect(found(file)).toEqual(expected[file] ?? []);
  });

  test('every expectation has its file', () => {
    expect(Object.keys(expected).filter((file) => !files.includes(file))).toEqual([]);
  });
});
