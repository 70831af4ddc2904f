import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { missed, perform, transcript } from '../loop/transcript.ts';

const files = fastGlob.sync('fixtures/cli/*.md').sort();

test('there are transcripts', () => {
  expect(files.length).toBeGreaterThan(3);
});

describe.each(files)('%s', (file) => {
  test('is what the commands print', () => {
    const said = transcript(file);
    const done = perform(said);
    const differing = said.flatMap(({ command, code, lines }, index) => {
      const { code: found, output } = done[index] ?? { code: -1, output: '' };
      const line = missed(lines, output);
      return found === code && line === undefined ? [] : [{ command, code: found, line, output }];
    });
    expect(said.length).toBeGreaterThan(3);
    expect(differing).toEqual([]);
  });
});
