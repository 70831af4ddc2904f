import { writeFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { missed, perform, rewritten, transcript } from '../loop/transcript.ts';

const files = fastGlob.sync('fixtures/cli/*.md').sort();

test('there are transcripts', () => {
  expect(files.length).toBeGreaterThan(3);
});

describe.each(files)('%s', (file) => {
  test('is what the commands print', async () => {
    const said = transcript(file);
    const done = await perform(said);
    if (process.env.REWRITE) return writeFileSync(file, rewritten(file, done));
    const differing = said.flatMap(({ command, code, lines }, index) => {
      const { code: found, output } = done[index] ?? { code: -1, output: '' };
      const line = missed(lines, output);
      return found === code && line === undefined ? [] : [{ command, code: found, line, output }];
    });
    expect(said.length).toBeGreaterThan(3);
    expect(differing).toEqual([]);
  });
});
