import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circlesIn } from '../../src/estate/ask/cycles.ts';

const graph = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 25 })
  .map((pairs) => {
    const needs = new Map<string, string[]>();
    for (const [from, to] of pairs) needs.set(`n${from}`, [...(needs.get(`n${from}`) ?? []), `n${to}`]);
    return needs;
  });

/** Takes away, again and again, what needs nothing that is left. */
function canBeOrdered(needs: ReadonlyMap<string, readonly string[]>): boolean {
  const left = new Map([...needs].map(([name, others]) => [name, others]));
  for (;;) {
    const free = [...left].find(([, others]) => !others.some((other) => left.has(other)));
    if (!free) return left.size === 0;
    left.delete(free[0]);
  }
}

test('there are circles exactly where no order exists, and each is one', () => {
  fc.assert(
    fc.property(graph, (needs) => {
      const circles = circlesIn(needs);
      expect(circles.length === 0).toBe(canBeOrdered(needs));
      for (const circle of circles) {
        circle.forEach((name, index) => {
          expect(needs.get(name)).toContain(circle[(index + 1) % circle.length]);
        });
        expect(circle[0]).toBe([...circle].sort()[0]);
        expect(new Set(circle).size).toBe(circle.length);
      }
    }),
  );
});

test('a circle is told once, by its shortest way', () => {
  const needs = new Map([
    ['b', ['c', 'a']],
    ['c', ['d']],
    ['d', ['a']],
    ['a', ['b']],
    ['alone', ['alone']],
  ]);
  expect(circlesIn(needs)).toEqual([['a', 'b'], ['alone']]);
});

test('a chain of a hundred thousand neither overflows nor takes long', () => {
  const chain = new Map(Array.from({ length: 100_000 }, (_, i) => [`n${i}`, [`n${i + 1}`]]));
  expect(circlesIn(chain)).toEqual([]);
  chain.set('n100000', ['n0']);
  expect(circlesIn(chain)[0]).toHaveLength(100_001);
}, 30_000);
