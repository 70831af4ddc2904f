import { expect, test } from 'vitest';
import { brokenLink, chainDigest } from '../../src/receipt/chain.ts';
import type { StoredReceipt } from '../../src/receipt/stored.ts';

const stored = (runKey: string, bytes: string, runner: string, previous?: object): StoredReceipt =>
  ({
    runKey,
    files: { 'receipt.json': Buffer.from(bytes) },
    statement: { predicate: { gates_runner: runner, gates_previous: previous } },
  }) as unknown as StoredReceipt;

const first = stored('A', 'first', 'ci');
const named = { runKey: 'A', sha256: chainDigest(first) };
const linkTo = (before: StoredReceipt | undefined, runner = 'ci') =>
  brokenLink(stored('B', 'second', runner, named), new Map(before && [['A', before]]));

test('a receipt holds on to the bytes of the one before, of the same runner', () => {
  expect(linkTo(first)).toBeUndefined();
  expect(linkTo(undefined)).toBe('missing');
  expect(linkTo(stored('A', 'another', 'ci'))).toMatchObject({
    file: 'RA/receipt.json',
    expected: `sha256 ${named.sha256}`,
  });
  expect(linkTo(first, 'laptop')).toMatchObject({ expected: 'runner laptop', found: 'ci' });
});
