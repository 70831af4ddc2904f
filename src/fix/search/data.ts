import type { DataPath } from '../../finding/place.ts';

/** What stands at a path of plain data. */
export const valueAt = (data: unknown, path: DataPath): unknown =>
  path.reduce<unknown>(
    (value, segment) =>
      value !== null && typeof value === 'object'
        ? (value as Record<string | number, unknown>)[segment]
        : undefined,
    data,
  );

export const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Every path of plain data, outermost first. */
export function pathsIn(data: unknown, path: DataPath = []): DataPath[] {
  if (data === null || typeof data !== 'object') return [];
  const inner: [string | number, unknown][] = Array.isArray(data)
    ? [...data.entries()]
    : Object.entries(data);
  return inner.flatMap(([key, value]) => [[...path, key], ...pathsIn(value, [...path, key])]);
}
