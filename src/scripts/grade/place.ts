import { addTo } from '../../grouping/groups.ts';
import type { Lexicon } from '../vocabulary.ts';

const PLACES = new Set(['site-id', 'hypervisor', 'nas', 'device', 'guest-name']);

interface Place {
  /** Its words, with a blank around each. */
  readonly spelled: string;
  readonly sites: readonly string[];
}

const known = new WeakMap<Lexicon, readonly Place[]>();

/** The longest first, so that a host's id hides the shorter ones in it. */
function placesOf(lexicon: Lexicon): readonly Place[] {
  const before = known.get(lexicon);
  if (before) return before;
  const sites = new Map<string, string[]>();
  for (const { kind, value, site } of lexicon.entries) {
    if (PLACES.has(kind)) addTo(sites, value, site ?? value);
  }
  const longest = [...sites].sort(([a], [b]) => b.length - a.length);
  const places = longest.map(([value, named]) => ({ spelled: spelled(value), sites: named }));
  known.set(lexicon, places);
  return places;
}

const spelled = (name: string): string => ` ${name.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;

/** Sites after which a name is called. */
export function sitesNamedBy(name: string, lexicon: Lexicon): Set<string> {
  const found = new Set<string>();
  let rest = spelled(name);
  for (const place of placesOf(lexicon)) {
    if (!rest.includes(place.spelled)) continue;
    for (const site of place.sites) found.add(site);
    rest = rest.replaceAll(place.spelled, ' | ');
  }
  return found;
}

/**
 * The places that a script may name: those of its own path, else those of the capabilities bound to it,
 * as long as each of them is named for a place.
 */
export function sitesAllowed(path: string, capabilities: readonly string[], lexicon: Lexicon): Set<string> {
  const own = sitesNamedBy(path.replace(/\.(sh|bash|py|zsh|ksh)$/, ''), lexicon);
  if (own.size > 0) return own;
  const bound = capabilities.map((name) => sitesNamedBy(name, lexicon));
  return bound.every((sites) => sites.size > 0) ? new Set(bound.flatMap((sites) => [...sites])) : new Set();
}
