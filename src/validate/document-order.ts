import type { DataPath } from '../finding/place.ts';

/** Compares paths by where they stand in the data; a container comes before what it holds. */
export function documentOrder(data: unknown): (a: DataPath, b: DataPath) => number {
  const positions = new Map<object, Map<string, number>>();
  return (a, b) => {
    let at = data;
    for (let depth = 0; depth < Math.min(a.length, b.length); depth++) {
      const [left, right] = [String(a[depth]), String(b[depth])];
      if (left !== right) return positionIn(at, left, positions) - positionIn(at, right, positions);
      at = (at as Record<string, unknown>)[left];
    }
    return a.length - b.length;
  };
}

function positionIn(container: unknown, key: string, positions: Map<object, Map<string, number>>): number {
  if (Array.isArray(container)) return Number(key);
  const map = container as object;
  const order = positions.get(map) ?? new Map(Object.keys(map).map((name, index) => [name, index]));
  positions.set(map, order);
  return order.get(key) ?? order.size;
}
