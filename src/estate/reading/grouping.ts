/** Items by each of their names, in their own order. */
export function groupByNames<K, T>(items: readonly T[], namesOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const names = namesOf(item);
    for (const name of names.length > 1 ? new Set(names) : names) {
      const group = groups.get(name);
      if (group) group.push(item);
      else groups.set(name, [item]);
    }
  }
  return groups;
}
