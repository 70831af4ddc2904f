import { atValue } from '../../finding/place.ts';
import type { Stated } from '../model/entity.ts';

/** Optional fields that are undefined are left out, so that a spread never hides another value. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const stating: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) stating[key] = value;
  return stating as never;
}

/** A value with its place, or undefined when nothing stands there. */
export function stated<T>(
  value: T | undefined,
  file: string,
  path: readonly (string | number)[],
): Stated<T> | undefined {
  return value === undefined ? undefined : { value, at: atValue(file, ...path) };
}
