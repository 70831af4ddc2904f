import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { watchEstate } from '../../src/cli/watch/watch.ts';
import { folderOf } from '../load/tree-of.ts';

/** Watches a copy of the sample estate; `next` is what the next save leads to. */
function watched(gate: string) {
  const root = folderOf({});
  cpSync('fixtures/estates/two-sites', root, { recursive: true });
  const said: string[] = [];
  let hear = (): void => {};
  const ended = new AbortController();
  const print = (text: string): void => {
    if (text !== '') said.push(text);
    hear();
  };
  const done = watchEstate({ root, gate: [gate], colour: false }, print, ended.signal);
  const next = async (): Promise<string> => {
    while (said.length === 0) await new Promise<void>((resolve) => (hear = resolve));
    return said.shift()!;
  };
  return { root, next, said, done, end: () => ended.abort() };
}

const GUESTS = 'ops/bindings/vm.lifecycle.yaml';

test('says what came and what went, however an editor saves, and ends when it is told', async () => {
  const { root, next, said, done, end } = watched('guests/vmid-in-range');
  const file = join(root, GUESTS);
  const sound = readFileSync(file, 'utf8');
  expect(await next()).toBe('0 findings\n');
  writeFileSync(file, sound.replace('- id: 212', '- id: 912'));
  expect(await next()).toMatch(/^ops.*\n\n.*:38:9: warning: VM 912 [\s\S]*\n1 finding\n$/);
  writeFileSync(`${file}.swp`, sound.replace('- id: 212', '- id: 212 # moved'));
  renameSync(`${file}.swp`, file);
  expect(await next()).toMatch(/^gone: ops.*:38: VM 912 .*\[guests\/vmid-in-range\]\n0 findings\n$/);
  writeFileSync(join(root, 'gates.yaml'), 'version: [');
  expect(await next()).toMatch(/^cannot judge: gates\.yaml/);
  writeFileSync(join(root, 'gates.yaml'), 'version: 1\n');
  expect(await next()).toBe('0 findings\n');
  end();
  await done;
  expect(said).toEqual([]);
});

test('a folder that came later is watched too', async () => {
  const { root, next, done, end } = watched('contracts/fit-schema');
  expect(await next()).toBe('0 findings\n');
  mkdirSync(join(root, 'gates'));
  writeFileSync(join(root, 'gates/one.gate.yaml'), 'id: 7\n');
  expect(await next()).toMatch(/gates\/one\.gate\.yaml/);
  writeFileSync(join(root, 'gates/one.gate.yaml'), '');
  await next();
  end();
  await done;
});

test('what cannot be judged at first is refused', async () => {
  const root = folderOf({ 'notes.txt': 'x' });
  const watching = watchEstate({ root, colour: false }, () => {}, new AbortController().signal);
  await expect(watching).rejects.toThrow(/no contract was found/);
});
