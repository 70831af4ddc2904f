import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { entriesOf, folderShelf } from '../../src/cache/shelf.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gates-shelf-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('utf8');

describe('a shelf in a folder', () => {
  test('gives back what was put, under its own key only', () => {
    const shelf = folderShelf(newFolder());
    shelf.put('one', Buffer.from('first'));
    shelf.put('two', Buffer.from(''));
    expect([text(shelf.get('one')), text(shelf.get('two')), shelf.get('three')]).toEqual([
      'first',
      '',
      undefined,
    ]);
  });

  test('an entry of which any byte was changed or cut counts as missing', () => {
    const folder = newFolder();
    const shelf = folderShelf(folder);
    shelf.put('one', Buffer.from('what was worked out'));
    const { path } = entriesOf(folder)[0]!;
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 1;
      writeFileSync(path, damaged);
      expect(shelf.get('one')).toBeUndefined();
      writeFileSync(path, whole.subarray(0, at));
      expect(shelf.get('one')).toBeUndefined();
    }
    writeFileSync(path, whole);
    expect(text(shelf.get('one'))).toBe('what was worked out');
  });

  test('holds no more than it may, give or take what came since it was last tidied', () => {
    const folder = newFolder();
    const shelf = folderShelf(folder, 10_000);
    for (let at = 0; at < 400; at++) shelf.put(`entry ${at}`, Buffer.alloc(500));
    expect(entriesOf(folder).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(100_000);
  });

  test('a folder that cannot be made keeps nothing and breaks nothing', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const shelf = folderShelf(join(file, 'below'));
    shelf.put('one', Buffer.from('x'));
    expect(shelf.get('one')).toBeUndefined();
  });
});
