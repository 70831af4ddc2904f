import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TRAPS } from './traps.ts';

test.each(TRAPS)('$about: $trap', ({ file, test: name }) => {
  expect(readFileSync(file, 'utf8')).toContain(name);
});
