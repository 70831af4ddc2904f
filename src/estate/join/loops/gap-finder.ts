import type { Gap } from '../../model/loop.ts';

/** Finds a gap by its id in any case, or by its number alone where only one gap of the register has it. */
export function gapFinder(gaps: readonly Gap[]): (id: string) => Gap | undefined {
  const ids = new Map<string, Gap>();
  const numbers = new Map<string, Gap | null>();
  for (const gap of gaps) {
    const id = gap.id.toUpperCase();
    if (ids.has(id)) continue;
    ids.set(id, gap);
    const number = /(?<!\d)\d+$/.exec(id)?.[0];
    if (number !== undefined) numbers.set(number, numbers.has(number) ? null : gap);
  }
  return (id) => {
    const bare = /^GAP-(\d+)$/i.exec(id)?.[1];
    return ids.get(id.toUpperCase()) ?? (bare === undefined ? undefined : (numbers.get(bare) ?? undefined));
  };
}
