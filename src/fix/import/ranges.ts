import type { FoundGuest, FoundNode } from './facts.ts';

/** The hundreds in which all VMIDs of guests lie, as `200-299`; templates may lie elsewhere. */
export function vmidRange(guests: readonly FoundGuest[]): string | undefined {
  const vmids = guests.filter((guest) => !guest.template).map(({ vmid }) => vmid);
  if (vmids.length === 0) return undefined;
  const from = Math.floor(Math.min(...vmids) / 100) * 100;
  return `${from}-${Math.floor(Math.max(...vmids) / 100) * 100 + 99}`;
}

const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;
const V4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/;

/** The network of 256 addresses in which all private addresses of the machines lie; undefined when they do not agree. */
export function lanOf(nodes: readonly FoundNode[]): string | undefined {
  const addresses = nodes.flatMap(({ address }) =>
    address !== undefined && PRIVATE.test(address) ? [address] : [],
  );
  const networks = new Set(addresses.map((address) => V4.exec(address)?.[1]));
  const [network] = networks;
  return networks.size === 1 && network !== undefined ? `${network}.0/24` : undefined;
}
