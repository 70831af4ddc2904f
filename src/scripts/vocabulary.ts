import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { addTo } from '../grouping/groups.ts';

export type WordKind =
  | 'site-id'
  | 'site-name'
  | 'hypervisor'
  | 'nas'
  | 'device'
  | 'guest-name'
  | 'vmid'
  | 'lan-cidr'
  | 'lan-address'
  | 'overlay-address'
  | 'storage-path';

/** A word that stands for one place, because a contract says so. */
export interface VocabularyEntry {
  readonly value: string;
  readonly kind: WordKind;
  /** The site that the word belongs to, where a contract binds it to one. */
  readonly site?: string | undefined;
  /** The contract key that code should read instead of spelling the word. */
  readonly key: string;
  /** Also a common word, or a word for a kind of thing: counts in telling contexts only. */
  readonly short: boolean;
}

/** What the estate's contracts name. Plain data: the same contracts give the same vocabulary. */
export interface Vocabulary {
  readonly entries: readonly VocabularyEntry[];
}

export const digestOf = (vocabulary: Vocabulary): string =>
  createHash('sha256').update(JSON.stringify(vocabulary)).digest('hex');

/** The words for kinds of things, which may at the same time be somebody's id. */
export const KIND_WORDS: ReadonlySet<string> = new Set([
  'nas',
  'vm',
  'vms',
  'lxc',
  'ct',
  'qemu',
  'guest',
  'host',
  'node',
  'hypervisor',
  'device',
  'site',
  'switch',
  'router',
  'ups',
  'server',
  'storage',
  'container',
]);

/**
 * Whether a word may mean something else than its place: the word for a kind of thing, or one of letters only, which
 * any language may use. Which words those are is never a list: a new site is treated like the old ones.
 */
export function isShortWord(value: string): boolean {
  const word = value.toLowerCase();
  return KIND_WORDS.has(word) || /^[a-z]+$/.test(word);
}

/** A vocabulary made ready for looking words up. */
export interface Lexicon {
  readonly entries: readonly VocabularyEntry[];
  /** The entries of a word, spelled in any case. */
  readonly of: (word: string) => readonly VocabularyEntry[];
  /** The entries that an address or a network lies in or equals. */
  readonly ofAddress: (text: string) => readonly VocabularyEntry[];
  /** The entries of a LAN of which only the leading octets are spelled: `192.0.2.` */
  readonly ofPrefix: (prefix: string) => readonly VocabularyEntry[];
  readonly sites: readonly VocabularyEntry[];
  readonly storage: readonly VocabularyEntry[];
}

const ADDRESSES: ReadonlySet<WordKind> = new Set(['lan-cidr', 'lan-address', 'overlay-address']);

export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const words = new Map<string, VocabularyEntry[]>();
  for (const entry of vocabulary.entries) {
    const word = entry.value.toLowerCase();
    addTo(words, word, entry);
  }
  const networks = vocabulary.entries.flatMap(networkOf);
  return {
    entries: vocabulary.entries,
    of: (word) => words.get(word.toLowerCase()) ?? [],
    ofAddress: (text) => [
      ...(words.get(text) ?? []).filter((entry) => ADDRESSES.has(entry.kind)),
      ...inside(text, networks),
    ],
    ofPrefix: (prefix) => underPrefix(prefix, networks),
    sites: vocabulary.entries.filter((entry) => entry.kind === 'site-id' || entry.kind === 'site-name'),
    storage: vocabulary.entries.filter((entry) => entry.kind === 'storage-path'),
  };
}

interface Network {
  readonly entry: VocabularyEntry;
  readonly range: [ipaddr.IPv4 | ipaddr.IPv6, number];
}

function networkOf(entry: VocabularyEntry): Network[] {
  if (entry.kind !== 'lan-cidr') return [];
  try {
    return [{ entry, range: ipaddr.parseCIDR(entry.value) }];
  } catch {
    return [];
  }
}

function inside(text: string, networks: readonly Network[]): VocabularyEntry[] {
  const [address, bits] = text.split('/');
  if (!address || !ipaddr.isValid(address)) return [];
  const parsed = ipaddr.parse(address);
  return networks.filter((each) => holds(each.range, parsed, bits)).map((each) => each.entry);
}

/** Networks that the leading octets name: all of one, or a part of it. */
function underPrefix(prefix: string, networks: readonly Network[]): VocabularyEntry[] {
  const octets = prefix.split('.').filter((part) => part !== '');
  const address = [...octets, '0', '0', '0'].slice(0, 4).join('.');
  const narrower = networks.filter((each) => octets.length * 8 >= each.range[1]);
  return inside(address, narrower);
}

function holds(
  range: Network['range'],
  address: ipaddr.IPv4 | ipaddr.IPv6,
  bits: string | undefined,
): boolean {
  if (range[0].kind() !== address.kind()) return false;
  if (bits !== undefined && Number(bits) < range[1]) return false;
  return address.match(range[0] as ipaddr.IPv4 & ipaddr.IPv6, range[1]);
}

/** The site whose declared LAN holds an address. */
export function siteOfAddress(lexicon: Lexicon, address: string): string | undefined {
  return lexicon.ofAddress(address).find((entry) => entry.site !== undefined)?.site;
}
