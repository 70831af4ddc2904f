import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';

describe.each(GATES)('$id', ({ title, why, fix, unseen }) => {
  test('the title is no full sentence; why, fix and unseen are', () => {
    expect(title).not.toMatch(/\.$/);
    for (const text of [why, fix, unseen ?? '.']) expect(text).toMatch(/\.$/);
  });
});
