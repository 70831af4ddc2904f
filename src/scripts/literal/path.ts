import { escaped } from '../escaped.ts';
import { HOLE } from '../hole.ts';
import type { Use } from '../use.ts';
import type { Lexicon, VocabularyEntry } from '../vocabulary.ts';
import type { Sighting } from './sighting.ts';

const CONTEXTS = /^(assigned|default|argument|text|list|compared|arm)$/;
/** Folders whose entries are places. */
const PLACE_FOLDERS =
  /^(sites?|locations?|bindings|inventor(y|ies)|plugins|hosts|hosts_vars|host_vars|group_vars|windows|snapshots|runbooks|lifecycle|loops|contracts|topology|state|clusters?|environments?|envs?)$/i;
/** Endings of files that hold data for programs. */
const DATA =
  /\.(ya?ml|json|csv|env|conf|cfg|toml|lock|state|sh|py|tsv|list|ini|md|db|checkpoint|tgz|tar|gz|zst|xz|zip|sql|dump|bak)$/i;
/** What programs call their parts: behind a common word, the two together are a name of such a part. */
const PARTS =
  /^[a-z]+[-_.](assistant|manager|bridge|lab|controller|page|dir|directory|directorie|folder|screen|view|row|button|key|menu|tab|route|index|user|front|cart|item)s?(?![a-z])/i;

/** A host of the network in front of a path, as registries of images have it. */
const DOMAIN = /^[\w.-]+\.(?:[a-z]{2}|com|org|net|dev|app|cloud|info|local|lan|internal)(?::\d+)?$/i;

/** Paths that only one site has: declared storage, and segments named after a site. */
export function pathsIn(use: Use, lexicon: Lexicon, others: ReadonlySet<string>): Sighting[] {
  if (isAnswer(use)) return wholePath(use, lexicon);
  if (!CONTEXTS.test(use.context) || use.text.length > 2_000) return [];
  const words = use.text.split(/[\s"'=,;|()]+/);
  return words.flatMap((word) => {
    const stored = storedAt(word, lexicon);
    if (stored.length > 0) return [{ use, entries: stored, value: stored[0]!.value, form: 'path' as const }];
    return word.includes('/') || DATA.test(word) ? namedAfterSite(word, use, lexicon, others) : [];
  });
}

/** What a function gives to its caller, and nothing beside it: a sentence is for people. */
const isAnswer = (use: Use): boolean => use.context === 'returned' && (use.siblings ?? []).length < 2;

function wholePath(use: Use, lexicon: Lexicon): Sighting[] {
  const entries = use.text.startsWith('/') ? storedAt(use.text.trim(), lexicon) : [];
  return entries.length > 0 ? [{ use, entries, value: entries[0]!.value, form: 'path' }] : [];
}

function storedAt(word: string, lexicon: Lexicon): VocabularyEntry[] {
  const longest = lexicon.storage
    .filter((entry) => holds(word, entry.value))
    .sort((a, b) => b.value.length - a.value.length)[0];
  return longest ? lexicon.storage.filter((entry) => entry.value === longest.value) : [];
}

function holds(word: string, path: string): boolean {
  const at = word.indexOf(path);
  if (at < 0 || path.length < 4) return false;
  const before = word[at - 1];
  return (
    /^$|[/:*.@\s]/.test(word[at + path.length] ?? '') &&
    (before === undefined || /[:"'=@\u{fffc}]/u.test(before))
  );
}

function namedAfterSite(word: string, use: Use, lexicon: Lexicon, others: ReadonlySet<string>): Sighting[] {
  if (/^[a-z]+:\/\//.test(word)) return [];
  const segments = word.split('/');
  return segments
    .flatMap((segment, at) => {
      const entries = siteOfSegment(segment, segments, at, word, lexicon, others);
      return entries.length > 0
        ? [{ use, entries, value: word.replaceAll(HOLE, '…'), form: 'path' as const }]
        : [];
    })
    .slice(0, 1);
}

function siteOfSegment(
  segment: string,
  segments: readonly string[],
  at: number,
  word: string,
  lexicon: Lexicon,
  others: ReadonlySet<string>,
): VocabularyEntry[] {
  if (segments[0] === '~' && segments.length < 3) return [];
  if (at === 0 && segments.length > 1 && DOMAIN.test(segment)) return [];
  const exact = lexicon.of(segment).filter((entry) => entry.kind === 'site-id');
  if (exact.length > 0) return isPlaceFolder(segments, at, exact, others, word) ? exact : [];
  if (/^(\.|__)/.test(segment)) return [];
  const tokens = lexicon.sites.filter((entry) => entry.kind === 'site-id' && hasToken(segment, entry.value));
  const kept = tokens.filter(
    (entry) =>
      !isOtherWord(segment, entry, lexicon) &&
      (!entry.short || (!PARTS.test(segment) && isData(segment, at, segments))),
  );
  return kept.slice(0, 1);
}

/** A segment that is just a common word is a place only where places are kept, or beside its siblings. */
function isPlaceFolder(
  segments: readonly string[],
  at: number,
  entries: readonly VocabularyEntry[],
  others: ReadonlySet<string>,
  word: string,
): boolean {
  if (segments[0] === '' && at === 1 && segments.length > 1) return false;
  if (entries.every((entry) => !entry.short)) return true;
  if (PLACE_FOLDERS.test(segments[at - 1] ?? '')) return true;
  return others.has(skeleton(word, at));
}

/** A path with one segment cut out, to see whether another site has the same. */
export const skeleton = (word: string, at: number): string =>
  word
    .split('/')
    .map((segment, index) => (index === at ? '*' : segment))
    .join('/');

/** Paths that differ in one segment only, and by the site there: the skeletons that at least two sites share. */
export function sharedSkeletons(uses: readonly Use[], lexicon: Lexicon): Set<string> {
  const sites = new Map<string, Set<string>>();
  for (const use of uses) {
    if (!CONTEXTS.test(use.context) || !use.text.includes('/')) continue;
    for (const word of use.text.split(/[\s"'=,;|()]+/)) collect(word, lexicon, sites);
  }
  return new Set([...sites].filter(([, found]) => found.size > 1).map(([shape]) => shape));
}

function collect(word: string, lexicon: Lexicon, sites: Map<string, Set<string>>): void {
  word.split('/').forEach((segment, at) => {
    const entry = lexicon.of(segment).find((each) => each.kind === 'site-id');
    if (!entry) return;
    const shape = skeleton(word, at);
    sites.set(shape, (sites.get(shape) ?? new Set()).add(entry.value));
  });
}

function hasToken(segment: string, site: string): boolean {
  const plain = segment.replaceAll(HOLE, '-');
  if (!plain.toLowerCase().includes(site.toLowerCase())) return false;
  return new RegExp(`(^|[._-])${escaped(site)}([._-]|$)`, 'i').test(plain);
}

/** The site's token is part of a longer word of the vocabulary, such as a host's id. */
function isOtherWord(segment: string, site: VocabularyEntry, lexicon: Lexicon): boolean {
  return lexicon.entries.some(
    (entry) =>
      entry.kind !== 'site-id' &&
      entry.value.length > site.value.length &&
      entry.value.includes(site.value) &&
      segment.toLowerCase().includes(entry.value.toLowerCase()),
  );
}

function isData(segment: string, at: number, segments: readonly string[]): boolean {
  if (at < segments.length - 1) return /[-_.]/.test(segment);
  return DATA.test(segment) || (segments.length > 1 && !/\.[a-z]\w{0,4}$/i.test(segment));
}
