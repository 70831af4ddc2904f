import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { receiptPlaces } from '../../src/receipt/places.ts';
import { receiptViews } from '../../src/receipt/view.ts';
import { gatesInProcess } from '../cli/in-process.ts';

const git = (root: string, ...words: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words]);

function estate(): string {
  const root = mkdtempSync(join(tmpdir(), 'gates-day-'));
  cpSync('fixtures/estates/two-sites', root, { recursive: true });
  git(root, 'init', '--quiet');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'the estate');
  return root;
}

test('a receipt says whether somebody had it judge as of another day', async () => {
  const root = estate();
  const days = async (...words: string[]) => {
    await gatesInProcess(root, ['verify', 'core', '--estate', '.', '--quiet', ...words]);
    const views = receiptViews(receiptPlaces(root, {}), { keys: [], demanded: false });
    return views.map(({ otherDay }) => otherDay);
  };
  expect(await days()).toEqual([false]);
  expect((await days('--now', '2026-01-15T12:00:00Z')).sort()).toEqual([false, true]);
  expect((await days('--now', new Date().toISOString())).sort()).toEqual([false, false, true]);
});

test('a loop is closed as of now; a look as of another day writes nothing', async () => {
  const root = estate();
  const { code, err } = await gatesInProcess(root, [
    'loop',
    'close',
    'LOOP-X',
    '--estate',
    '.',
    '--now',
    '2020-01-01T00:00:00Z',
  ]);
  expect(code).toBe(2);
  expect(err).toContain('closed as of now');
});
