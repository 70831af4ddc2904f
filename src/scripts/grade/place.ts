import { addTo } from '../../grouping/groups.ts';
import { oncePer } from '../../once/once-per.ts';
import { tokensOfName } from '../literal/role.ts';
import { KIND_WORDS, type Lexicon, type WordKind } from '../vocabulary.ts';

const PLACES: ReadonlySet<WordKind> = new Set(['site-id', 'hypervisor', 'nas', 'device', 'guest-name']);

interface Place {
  readonly site: string;
  /** An id that is also the word for a kind of thing: a script called after the kind is not called after the place. */
  readonly isKind: boolean;
}

/** By their words, with a blank between them. */
const placesOf = oncePer((lexicon: Lexicon): ReadonlyMap<string, readonly Place[]> => {
  const places = new Map<string, Place[]>();
  for (const { kind, value, site } of lexicon.entries) {
    if (!PLACES.has(kind)) continue;
    const isKind = KIND_WORDS.has(value.toLowerCase());
    addTo(places, tokensOfName(value).join(' '), { site: site ?? value, isKind });
  }
  return places;
});

interface Span {
  readonly from: number;
  readonly to: number;
  readonly places: readonly Place[];
}

/** Sites after which a name is called. The longer of two that share a word hides the other, as a host's id does. */
function sitesNamedBy(name: string, lexicon: Lexicon, counts: (place: Place) => boolean): Set<string> {
  const chosen: Span[] = [];
  for (const span of spansIn(tokensOfName(name), placesOf(lexicon), counts))
    if (!chosen.some(({ from, to }) => from < span.to && span.from < to)) chosen.push(span);
  return new Set(chosen.flatMap(({ places }) => places.map(({ site }) => site)));
}

/** What places are called in a name, the longest first. */
function spansIn(
  words: readonly string[],
  places: ReturnType<typeof placesOf>,
  counts: (place: Place) => boolean,
): Span[] {
  const found = words.flatMap((_, from) =>
    words.slice(from).map((_, more) => {
      const to = from + more + 1;
      const text = words.slice(from, to).join(' ');
      return { from, to, length: text.length, places: places.get(text)?.filter(counts) ?? [] };
    }),
  );
  return found.filter((span) => span.places.length > 0).sort((a, b) => b.length - a.length);
}

/**
 * The places that a script may name: those of its own path, else those of the capabilities bound to it,
 * as long as each of them is named for a place.
 */
export function sitesAllowed(path: string, capabilities: readonly string[], lexicon: Lexicon): Set<string> {
  const own = sitesNamedBy(withoutEnding(path), lexicon, () => true);
  if (own.size > 0) return own;
  const bound = capabilities.map((name) => sitesNamedBy(name, lexicon, () => true));
  return bound.every((sites) => sites.size > 0) ? new Set(bound.flatMap((sites) => [...sites])) : new Set();
}

/** The places that a script's path is called after. */
export const sitesOfPath = (path: string, lexicon: Lexicon): Set<string> =>
  sitesNamedBy(withoutEnding(path), lexicon, ({ isKind }) => !isKind);

const withoutEnding = (path: string): string => path.replace(/\.(sh|bash|py|zsh|ksh)$/, '');
