import { expect, it } from 'vitest';
import { allowsIn } from '../../src/scripts/allow.ts';

it('covers its own line, and the next when it stands alone', () => {
  const source = [
    'ssh a # gates-allow: scripts/no-site-literal -- drill of the third of May',
    '# gates-allow: scripts/no-site-literal',
    'ssh b',
  ].join('\n');
  expect(allowsIn(source, 'x').map(({ gate, reason, lines }) => ({ gate, reason, lines }))).toEqual([
    { gate: 'scripts/no-site-literal', reason: 'drill of the third of May', lines: [1] },
    { gate: 'scripts/no-site-literal', reason: undefined, lines: [2, 3] },
  ]);
});
