import { beforeAll, describe, expect, test } from 'vitest';
import { type Done, missed, perform, transcript } from './transcript.ts';

const said = transcript('docs/closing-a-loop.md');
let done: Done[] = [];

beforeAll(async () => {
  done = await perform(said);
}, 600_000);

describe('docs/closing-a-loop.md', () => {
  test('says much', () => {
    expect(said.length).toBeGreaterThan(20);
    expect(done).toHaveLength(said.length);
  });

  test.each(said.map((one, index) => ({ ...one, index })))('$command', ({ code, lines, index }) => {
    const { code: found, output } = done[index]!;
    expect({ code: found, missed: missed(lines, output) }, output).toEqual({ code, missed: undefined });
  });
});
