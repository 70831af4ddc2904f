import { closest, distance } from 'fastest-levenshtein';

/** The known name nearest to a misspelt one, or undefined when none is near (more than a third differs). */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(name, known);
  return distance(name, best) <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined;
}
