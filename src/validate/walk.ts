import type { DataPath } from '../finding/place.ts';

/** The steps of a JSON pointer through the data it points into; a step into a list is a number. */
export function stepsOf(pointer: string, data: unknown): (string | number)[] {
  const steps: (string | number)[] = [];
  let at = data;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(at) ? Number(key) : key;
    steps.push(step);
    at = valueIn(at, step);
  }
  return steps;
}

export function valueAt(data: unknown, path: DataPath): unknown {
  return path.reduce(valueIn, data);
}

function valueIn(container: unknown, step: string | number): unknown {
  if (container === null || typeof container !== 'object' || !Object.hasOwn(container, step))
    return undefined;
  return (container as Record<string | number, unknown>)[step];
}
