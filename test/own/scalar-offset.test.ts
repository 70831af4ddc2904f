import { expect, test } from 'vitest';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { scalarOffset } from '../../src/own/scalar-offset.ts';

/** Every word of a value, found back in the file. */
function wordsFound(file: string): string[] {
  const { data, locate } = parseYaml('x.yaml', file);
  const value = (data as { key: string }).key;
  const span = locate(['key'], 'value');
  return [...value.matchAll(/\w+/g)].map(({ 0: word, index }) => {
    const start = scalarOffset(file, span, value, index);
    expect(file.slice(start, start + word.length)).toBe(word);
    return word;
  });
}

test.each([
  ['plain', 'key: one == two && three\n'],
  ['plain over lines', 'key: one == two\n  && three   \n\n  && four\nnext: 1\n'],
  ['single quotes', `key: 'one == ''two'' && three'\n`],
  ['single quotes over lines', `key: 'one\n\n   two  \n   three'\n`],
  ['double quotes', 'key: "one == \\"two\\" && \\u0020three\\tfour \\x20 five"\n'],
  ['double quotes over lines', 'key: "one \\\n   two\n   three"\n'],
  ['literal', 'a: 1\nkey: |\n  one ==\n    two\n\n  && three\n'],
  ['literal with an indicator', 'key: |2-\n    one\n   two\n'],
  ['literal in a deeper map', 'key: |+  # a note\n      one\n      two\n\n'],
  ['folded', 'key: >-\n  one\n  two\n\n  three\n\n\n  four\n    five\n  six\n'],
  ['lines of another system', 'key: |\r\n  one\r\n  two\r\n'],
])('%s', (_, file) => {
  expect(wordsFound(file).length).toBeGreaterThan(1);
});
