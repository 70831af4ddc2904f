import { expect, test } from 'vitest';
import { WindowPrinter } from '../../src/cli/window/onlooker.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { Stand } from './stand.ts';

/** What a window writes to a terminal, or to a pipe, while the NAS takes a while to go down. */
async function written(isTTY: boolean): Promise<string[]> {
  const stand = await Stand.of(diskTree('fixtures/estates/two-sites'), {
    sites: ['home'],
    phase: 'shutdown',
  });
  const writes: string[] = [];
  const out = {
    isTTY,
    columns: 70,
    write: (text: string) => writes.push(text),
  } as unknown as NodeJS.WriteStream;
  await stand.run('W1', { onlooker: new WindowPrinter(stand.plan, out, (text) => text) });
  return writes;
}

test('a terminal shows what is under way, with the time that is left, and wipes it when it is done', async () => {
  const writes = await written(true);
  const live = writes.filter((text) => text.startsWith('... '));
  expect(live.some((text) => text.endsWith('(at most 900 s more)\n'))).toBe(true);
  expect(live.every((text) => text.length <= 70)).toBe(true);
  const wipes = writes.filter((text) => text === '\u001b[1A\u001b[J');
  expect(wipes.length).toBe(live.length);
});

test('a pipe gets plain lines', async () => {
  const text = (await written(false)).join('');
  expect(text).not.toContain('\u001b');
  expect(text).toContain('has been quiet for');
});
