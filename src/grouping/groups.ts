/** Adds an item to those under a key, at their end. */
export function addTo<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** Items by each of their names, in their own order. */
export function groupByNames<K, T>(items: readonly T[], namesOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const names = namesOf(item);
    for (const name of names.length > 1 ? new Set(names) : names) addTo(groups, name, item);
  }
  return groups;
}
