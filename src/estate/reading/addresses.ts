import ipaddr from 'ipaddr.js';
import { addTo } from '../../grouping/groups.ts';

type Parsed = ReturnType<typeof ipaddr.parse>;

/** An address as it is almost always written, which is its canonical form. */
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const PLAIN = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$`);

/** An address in canonical form, or undefined when the text is none. A `/length` behind it is dropped. */
export function canonicalAddress(text: string | undefined): string | undefined {
  if (text !== undefined && PLAIN.test(text)) return text;
  const bare = text?.split('/')[0]?.trim() ?? '';
  if (!/^[0-9a-fA-F:.]+$/.test(bare) || !ipaddr.isValid(bare) || /^\d+$/.test(bare)) return undefined;
  return ipaddr.parse(bare).toString();
}

/** A network in CIDR form, or undefined when the text is none. */
export function parseCidr(text: string | undefined): [Parsed, number] | undefined {
  try {
    // One that is tried in vain costs an error with its stack.
    return text === undefined ? undefined : (text.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4).parseCIDR(text);
  } catch {
    return undefined;
  }
}

/** The network that an address lies in at a prefix length, as comparable text. */
function networkOf(address: Parsed, length: number): string {
  const bytes = address.toByteArray();
  const masked = bytes.map((byte, index) => {
    const bits = Math.min(8, Math.max(0, length - index * 8));
    return byte & (0xff << (8 - bits)) & 0xff;
  });
  return `${address.kind()}/${length}/${masked.join('.')}`;
}

interface Lan {
  readonly id: string;
  readonly lan?: { readonly value: string };
}

/** Finds the one site whose LAN holds an address (undefined for none and for several); cost does not grow with sites. */
export function siteFinder(sites: readonly Lan[]): (address: string) => string | undefined {
  const holders = new Map<string, string[]>();
  const lengths = new Set<number>();
  for (const site of sites) {
    const cidr = parseCidr(site.lan?.value);
    if (!cidr) continue;
    lengths.add(cidr[1]);
    const network = networkOf(...cidr);
    addTo(holders, network, site.id);
  }
  const find = (address: string) => {
    const canonical = canonicalAddress(address);
    if (canonical === undefined) return undefined;
    const parsed = ipaddr.parse(canonical);
    const holding = [...lengths].flatMap((length) => holders.get(networkOf(parsed, length)) ?? []);
    return holding.length === 1 ? holding[0] : undefined;
  };
  const known = new Map<string, string | undefined>();
  return (address) => {
    const site = known.get(address);
    if (site !== undefined || known.has(address)) return site;
    const found = find(address);
    known.set(address, found);
    return found;
  };
}
