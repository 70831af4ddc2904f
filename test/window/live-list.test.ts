import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LiveList } from '../../src/cli/window/live-list.ts';
import { WindowPrinter } from '../../src/cli/window/onlooker.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { PlanRequest } from '../../src/plan/scope.ts';
import { Stand } from './stand.ts';

interface Screen {
  readonly isTTY: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

const BOTH_UP: PlanRequest = { sites: ['all'], phase: 'recovery' };
const NAS_DOWN: PlanRequest = { sites: ['home'], phase: 'shutdown' };

/** Something to write to, and what was written. */
function screen(size: Screen): { out: NodeJS.WriteStream; writes: string[] } {
  const writes: string[] = [];
  return { out: { ...size, write: (text: string) => writes.push(text) } as never, writes };
}

/** What a window writes to a terminal, or to a pipe, while a machine takes a while. */
async function written(size: Screen, request = NAS_DOWN, slow = ''): Promise<string[]> {
  const stand = await Stand.of(diskTree('fixtures/estates/two-sites'), request);
  stand.world.before = async ({ id }) => {
    if (id === slow) for (let turn = 0; turn < 50; turn++) await setImmediate();
    return undefined;
  };
  const { out, writes } = screen(size);
  await stand.run('W1', { onlooker: new WindowPrinter(stand.plan, out, (text) => text) });
  return writes;
}

/** What a terminal shows in the end. */
function shownBy(writes: readonly string[]): string[] {
  const lines: string[] = [];
  for (const text of writes) {
    if (!text.startsWith('\u001b')) lines.push(...text.trimEnd().split('\n'));
    else lines.splice(lines.length - Number.parseInt(text.slice(2), 10));
  }
  return lines;
}

test('a terminal shows what is under way, with the time that is left, and wipes it when it is done', async () => {
  const writes = await written({ isTTY: true, columns: 70 });
  const live = writes.filter((text) => text.startsWith('... '));
  expect(live.some((text) => text.endsWith('(at most 900 s more)\n'))).toBe(true);
  expect(live.every((text) => text.length <= 70)).toBe(true);
  expect(shownBy(writes).filter((line) => line.startsWith('... '))).toEqual([]);
});

test('a pipe gets plain lines', async () => {
  const text = (await written({ isTTY: false })).join('');
  expect(text).not.toContain('\u001b');
  expect(text).toContain('has been quiet for');
});

test.each([true, false])('what waits for another site says so (terminal: %s)', async (isTTY) => {
  const text = (await written({ isTTY, columns: 400 }, BOTH_UP, 'pve')).join('');
  expect(text).toMatch(
    /\d+\/\d+ home(?: recovery)?: run the postcheck "[^"]+": waits for \d+\/\d+ shop recovery: /,
  );
});

test.each([8, 20, 40, 80, 200])('a list on %i columns takes one line for each thing', (columns) => {
  const { out, writes } = screen({ isTTY: true, columns, rows: 24 });
  const list = new LiveList(out, (text) => text);
  list.set('a', { text: `1/9 west: start VM 100 "${'名'.repeat(60)}"\n\tand more`, until: null });
  list.set('b', { text: 'x'.repeat(300), until: Date.now() + 90_000 });
  list.clear();
  const cells = (line: string) =>
    [...line].reduce((all, sign) => all + (sign > '\u10ff' && sign !== '…' ? 2 : 1), 0);
  const lines = writes
    .filter((text) => !text.startsWith('\u001b'))
    .flatMap((text) => text.trimEnd().split('\n'));
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(cells(line), line).toBeLessThan(columns);
  expect(shownBy(writes)).toEqual([]);
});

test('a list is no longer than the terminal is high', () => {
  const { out, writes } = screen({ isTTY: true, columns: 60, rows: 6 });
  const list = new LiveList(out, (text) => text);
  for (let index = 1; index <= 9; index++) list.set(`${index}`, { text: `step ${index}`, until: null });
  expect(shownBy(writes)).toEqual(['... step 1', '... step 2', '... step 3', '... and 6 more']);
  list.clear();
});
