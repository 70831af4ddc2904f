import type { Lexicon } from '../vocabulary.ts';

const PLACES = new Set(['site-id', 'hypervisor', 'nas', 'device', 'guest-name']);

/** Sites after which a name is called: longest ids first, so that a host's id hides the shorter ones in it. */
export function sitesNamedBy(name: string, lexicon: Lexicon): Set<string> {
  const ids = lexicon.entries
    .filter((entry) => PLACES.has(entry.kind))
    .sort((a, b) => b.value.length - a.value.length);
  const sites = new Set<string>();
  let rest = ` ${name.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
  for (const entry of ids) {
    const id = ` ${entry.value.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
    if (!rest.includes(id)) continue;
    for (const each of ids) if (each.value === entry.value) sites.add(each.site ?? each.value);
    rest = rest.replaceAll(id, ' | ');
  }
  return sites;
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
