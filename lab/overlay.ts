/** The network that joins the sites, as the addresses of its machines have it. */
export interface Overlay {
  /** Of its prefix. */
  readonly bits: number;
  /** An address in it that no machine has: where `gates` runs. */
  readonly vantage: string;
}

/** No larger number of machines fits into a lab. */
const MOST_BITS = 24;

/** The smallest network that holds all these addresses. */
export function overlayOf(addresses: readonly string[]): Overlay {
  const numbers = addresses.map(numberOf);
  const [first = 0] = numbers;
  let bits = MOST_BITS;
  while (numbers.some((one) => prefix(one, bits) !== prefix(first, bits))) bits--;
  const last = prefix(first, bits) + 2 ** (32 - bits) - 1;
  let vantage = last - 1;
  while (numbers.includes(vantage)) vantage--;
  return { bits, vantage: textOf(vantage) };
}

/** The network of an address, as `<address>/<bits>`. */
export const networkOf = (address: string, bits: number): string =>
  `${textOf(prefix(numberOf(address), bits))}/${bits}`;

export function isIn(address: string, network: string): boolean {
  const [inside = '', bits] = network.split('/');
  return networkOf(address, Number(bits)) === networkOf(inside, Number(bits));
}

export const isIpv4 = (address: string): boolean => /^(\d{1,3}\.){3}\d{1,3}$/.test(address);

const numberOf = (address: string): number =>
  address.split('.').reduce((whole, part) => whole * 256 + Number(part), 0);

const textOf = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

const prefix = (number: number, bits: number): number => number - (number % 2 ** (32 - bits));
