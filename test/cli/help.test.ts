import { expect, test } from 'vitest';
import { gates } from './command.ts';

/** The commands that a help page lists, one level below `words`. */
function listed(words: readonly string[]): string[][] {
  const { out } = gates(...words, '--help');
  const block = /\nCommands:\n([\s\S]*?)\n\n/.exec(out)?.[1] ?? '';
  const prefix = ['gates', ...words].join(' ');
  return [...block.matchAll(new RegExp(`^ {2}${prefix} ([a-z]+)`, 'gm'))].map((match) => [
    ...words,
    match[1]!,
  ]);
}

const roots = listed([]);
const all = [...roots, ...roots.flatMap(listed)];

test('there are commands, and commands of commands', () => {
  expect(roots.length).toBeGreaterThan(10);
  expect(all.length).toBeGreaterThan(roots.length);
});

test.each(all.map((words) => ({ name: words.join(' '), words })))(
  '$name --help shows an example',
  ({ words }) => {
    const { code, out } = gates(...words, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`\\nExamples:\\n {2}gates ${words.join(' ')}`));
  },
);
