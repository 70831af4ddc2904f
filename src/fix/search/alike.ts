import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { Site } from '../../estate/model/site.ts';
import { isGuest } from '../../estate/reading/reference.ts';

/** What stands for what, when something is said of one thing as it was said of another. */
export type Names = ReadonlyMap<string, string>;

/** The names of one site and its machines, and those of another's that stand in their place. */
export function namesOfSites(estate: Estate, from: Site, to: Site): Names {
  const machines = (['hypervisors', 'nas'] as const).flatMap((sort) =>
    from[sort].flatMap((id, index) => {
      const [one, other] = [id, to[sort][index] ?? to[sort][0]].map((name) => estate.index.node(name ?? ''));
      return one && other ? [...namesOfThings(one, other)] : [];
    }),
  );
  return new Map([...machines, [from.id, to.id]]);
}

/** The names and addresses of a machine or guest, and those of another that stand in their place. */
export function namesOfThings(from: Node | Guest, to: Node | Guest): Names {
  const names: [string, string | undefined][] = [
    ...(from.site !== undefined ? [[from.site, to.site] as [string, string | undefined]] : []),
    ...from.addresses.map(({ value }, index): [string, string | undefined] => [
      value,
      (to.addresses[index] ?? to.addresses[0])?.value,
    ]),
    ...(isGuest(from) && isGuest(to)
      ? ([
          [String(from.vmid), String(to.vmid)],
          [from.key, to.key],
          [from.hostname ?? '', to.hostname ?? `guest-${to.vmid}`],
        ] as [string, string | undefined][])
      : []),
    ...(!isGuest(from) && !isGuest(to) ? [[from.id, to.id] as [string, string | undefined]] : []),
  ];
  return new Map(names.filter((pair): pair is [string, string] => pair[0] !== '' && pair[1] !== undefined));
}

/** A value of contract data with the names in it, keys included, in the words of the other thing. */
export function translated(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return translatedText(value, names);
  if (typeof value === 'number') {
    const other = names.get(String(value));
    return other !== undefined && /^\d+$/.test(other) ? Number(other) : value;
  }
  if (Array.isArray(value)) return value.map((item) => translated(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [translatedText(key, names), translated(item, names)]),
  );
}

/** All names at once, the longest first, so that no name is translated twice. */
export function translatedText(text: string, names: Names): string {
  const whole = names.get(text);
  if (whole !== undefined) return whole;
  if (names.size === 0) return text;
  const sorted = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return text.replace(
    new RegExp(`(?<![A-Za-z0-9.])(?:${sorted.join('|')})(?![A-Za-z0-9]|\\.\\d)`, 'g'),
    (name) => names.get(name)!,
  );
}
