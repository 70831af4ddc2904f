import type { Estate } from '../model/estate.ts';
import type { Site } from '../model/site.ts';
import { parseCidr } from '../reading/addresses.ts';
import { oncePerEstate } from './once.ts';
import { activeSites } from './standard.ts';

interface Range {
  readonly site: Site;
  readonly from: bigint;
  readonly to: bigint;
}

/** The first and last address of a network as numbers; undefined for what is no network. */
export function networkRange(cidr: string): { family: string; from: bigint; to: bigint } | undefined {
  const parsed = parseCidr(cidr);
  if (!parsed) return undefined;
  const [address, bits] = parsed;
  const bytes = address.toByteArray();
  const size = 1n << BigInt(bytes.length * 8 - bits);
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const from = value - (value % size);
  return { family: address.kind(), from, to: from + size - 1n };
}

const lanNeighbours = oncePerEstate((estate) => {
  const clashes = new Map<Site, Site>();
  for (const family of ['ipv4', 'ipv6']) {
    const ranges = activeSites(estate).flatMap((site): Range[] => {
      const range = networkRange(site.lan?.value ?? '');
      return range?.family === family ? [{ site, from: range.from, to: range.to }] : [];
    });
    for (const [site, other] of overlaps(ranges)) clashes.set(site, other);
  }
  return clashes;
});

const vmidNeighbours = oncePerEstate((estate) =>
  overlaps(
    activeSites(estate).flatMap((site): Range[] => {
      const range = site.vmidRange?.value;
      return range ? [{ site, from: BigInt(range.from), to: BigInt(range.to) }] : [];
    }),
  ),
);

/** The active site whose LAN shares addresses with this one's; of a pair, only the second in order has an answer. */
export const lanClash = (estate: Estate, site: Site): Site | undefined => lanNeighbours(estate).get(site);

/** The same for VMID ranges. */
export const vmidClash = (estate: Estate, site: Site): Site | undefined => vmidNeighbours(estate).get(site);

/** In one pass over the ranges by their start: each that begins before the furthest end so far overlaps it. */
function overlaps(ranges: readonly Range[]): Map<Site, Site> {
  const clashes = new Map<Site, Site>();
  let furthest: Range | undefined;
  for (const range of [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (furthest && range.from <= furthest.to) clashes.set(range.site, furthest.site);
    if (!furthest || range.to > furthest.to) furthest = range;
  }
  return clashes;
}
