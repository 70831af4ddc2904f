import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gates, lastLine } from '../receipt/command.ts';
import { estateCopy } from '../receipt/estate-copy.ts';

test('a receipt states the score on request, and a rerun measures it again', async () => {
  const root = estateCopy();
  const sampled = ['--with-adequacy', '--adequacy-sample', '6'];
  const verified = await gates('verify', 'core', '-C', root, '--quiet', ...sampled);
  const key = lastLine(verified.out);
  const text = readFileSync(join(root, 'receipts/sessions', `R${key}`, 'receipt.md'), 'utf8');
  expect(text).toMatch(/\| Adequacy \| \d+ of \d+ damages noticed, operators `[0-9a-f]{12}` \|/);
  expect((await gates('receipt', 'verify', key, '-C', root)).code).toBe(0);
  expect(lastLine((await gates('receipt', 'rerun', key, '-C', root)).out)).toBe('reproduced');
});
