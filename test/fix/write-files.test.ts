import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFiles, writeFiles } from '../../src/cli/write-files.ts';

function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'gates-write-'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  return root;
}

const read = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');

test('a byte order mark stays', async () => {
  const root = folder({ a: '\ufeffold\r\n' });
  await writeFiles(root, [{ file: 'a', before: 'old\r\n', after: 'new\r\n' }]);
  expect(read(root, 'a')).toBe('\ufeffnew\r\n');
});

test('a file that changed meanwhile keeps all of them from being written', async () => {
  const root = folder({ a: 'old', b: 'somebody else' });
  const files = ['a', 'b'].map((file) => ({ file, before: 'old', after: 'new' }));
  await expect(writeFiles(root, files)).rejects.toThrow('b cannot be edited: it changed meanwhile');
  expect(read(root, 'a')).toBe('old');
});

test('a file that cannot be written gives those before it back what they held', async () => {
  const root = folder({ a: '\ufeffold', b: 'a file where a folder should be' });
  const files = [
    { file: 'a', before: 'old', after: 'new' },
    { file: 'new', before: '', after: 'new' },
    { file: 'b/c', before: '', after: 'new' },
  ];
  await expect(writeFiles(root, files)).rejects.toThrow('no file was changed');
  expect(read(root, 'a')).toBe('\ufeffold');
  expect(() => read(root, 'new')).toThrow();
});

test('a file that was not there is made, in a folder that was not there either', async () => {
  const root = folder({});
  await writeFiles(root, [{ file: 'deep/down/a', before: '', after: 'new' }]);
  expect(read(root, 'deep/down/a')).toBe('new');
});

test('new files are all made or none, and never over one that is there', async () => {
  const root = folder({ taken: 'mine', blocked: 'a file where a folder should be' });
  await expect(
    createFiles(
      root,
      new Map([
        ['x', '1'],
        ['taken', '2'],
      ]),
    ),
  ).rejects.toThrow('taken is there already');
  await expect(
    createFiles(
      root,
      new Map([
        ['x', '1'],
        ['blocked/y', '2'],
      ]),
    ),
  ).rejects.toThrow('nothing was written');
  expect(() => read(root, 'x')).toThrow();
  expect(read(root, 'taken')).toBe('mine');
  mkdirSync(join(root, 'made'));
  await createFiles(root, new Map([['made/y', '3']]));
  expect(read(root, 'made/y')).toBe('3');
});
