import { compareText } from '../../finding/order.ts';

/** Directed graph by names: what each needs. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** Circles of needs, one for each knot of names that need each other; each path starts at its smallest name. */
export function circlesIn(needs: Needs): string[][] {
  return knotsIn(needs).map((knot) => circleIn(needs, knot));
}

/** Strongly connected components that hold a circle (Tarjan, without recursion: linear and no stack to overflow). */
function knotsIn(needs: Needs): Set<string>[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const knots: Set<string>[] = [];
  for (const root of needs.keys()) {
    if (index.has(root)) continue;
    const walk: { name: string; next: number }[] = [];
    const enter = (name: string) => {
      index.set(name, index.size);
      low.set(name, index.get(name)!);
      open.push(name);
      isOpen.add(name);
      walk.push({ name, next: 0 });
    };
    enter(root);
    while (walk.length > 0) {
      const step = walk.at(-1)!;
      const other = needs.get(step.name)?.[step.next++];
      if (other === undefined) {
        walk.pop();
        const parent = walk.at(-1)?.name;
        if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(step.name)!));
        if (low.get(step.name) === index.get(step.name)) knots.push(closeKnot(open, isOpen, step.name));
      } else if (!index.has(other)) enter(other);
      else if (isOpen.has(other)) low.set(step.name, Math.min(low.get(step.name)!, index.get(other)!));
    }
  }
  return knots.filter((knot) => knot.size > 1 || [...knot].some((name) => needs.get(name)?.includes(name)));
}

function closeKnot(open: string[], isOpen: Set<string>, root: string): Set<string> {
  const knot = new Set<string>();
  for (;;) {
    const name = open.pop()!;
    isOpen.delete(name);
    knot.add(name);
    if (name === root) return knot;
  }
}

/** The shortest way from the knot's smallest name back to it. */
function circleIn(needs: Needs, knot: ReadonlySet<string>): string[] {
  const start = [...knot].sort(compareText)[0]!;
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const name of queue) {
    for (const other of needs.get(name) ?? []) {
      if (other === start) return wayTo(name, cameFrom, start);
      if (!knot.has(other) || cameFrom.has(other)) continue;
      cameFrom.set(other, name);
      queue.push(other);
    }
  }
  return [start];
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string>, start: string): string[] {
  const way = [end];
  while (way.at(-1) !== start) way.push(cameFrom.get(way.at(-1)!)!);
  return way.reverse();
}
