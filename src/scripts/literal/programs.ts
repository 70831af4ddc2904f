import { wordsOfFilter } from '../filter.ts';
import type { Use } from '../use.ts';
import { KIND_WORDS, type Lexicon, type VocabularyEntry } from '../vocabulary.ts';
import type { Hints } from './hints.ts';
import { isAboutThing } from './named.ts';
import { roleOf } from './role.ts';
import { type Sighting, whatIs } from './sighting.ts';

const SITE_KEY =
  /^(vm_lifecycle|lifecycle|[a-z_]*(order|hosts?|nodes?|guests?|vms?|policy|targets?|sites?|devices?))$/;

/** Words inside yq, jq, awk, grep and sed programs, and keys that Python steps into. */
export function programWordsIn(use: Use, lexicon: Lexicon, hints: Hints): Sighting[] {
  if (use.context === 'filter') return filterWords(use, lexicon, hints);
  if (use.context === 'step') return siteKeys(use.text, use, lexicon);
  if (use.context === 'argument') return [...passedFlag(use, lexicon, hints), ...pairs(use, lexicon)];
  if (use.context === 'output') return placesOf(use, use.text.matchAll(JSON_PAIR), lexicon);
  return use.context === 'pattern' ? patternWords(use, lexicon, hints) : [];
}

function filterWords(use: Use, lexicon: Lexicon, hints: Hints): Sighting[] {
  return wordsOfFilter(use.text).flatMap((word) => {
    if (word.as === 'key') return [];
    if (word.as === 'path')
      return [...siteKeys(word.text, use, lexicon), ...pathStep(word.text, word.subject, use, lexicon)];
    const entries = lexicon.of(word.text).filter((entry) => isSelected(entry, word.subject, use, hints));
    return entries.length > 0 ? [sighting(use, entries, word.text)] : [];
  });
}

const sighting = (use: Use, entries: readonly VocabularyEntry[], value: string): Sighting => ({
  use,
  entries,
  value,
  form: 'selector',
});

function isSelected(entry: VocabularyEntry, subject: string | undefined, use: Use, hints: Hints): boolean {
  const role = roleOf(subject);
  if (/^(lan|overlay|storage)$/.test(whatIs(entry)) || entry.kind === 'vmid') return false;
  if (role === 'other') return false;
  if (use.command !== undefined && /awk/.test(use.command)) return !entry.short || hints.aboutSites;
  return !KIND_WORDS.has(entry.value) || role === 'host' || /^(id|name)$/.test(subject ?? '');
}

/** `.sites.shop`, `.oob_policy.home`: a step of a path that is a site. */
function pathStep(step: string, before: string | undefined, use: Use, lexicon: Lexicon): Sighting[] {
  const entries = lexicon
    .of(step)
    .filter(
      (entry) =>
        (entry.kind === 'site-id' || isThingBelow(before, entry)) &&
        (!entry.short ||
          /^(sites?|oob|oob_policy|lifecycle|\w*polic(y|ies)|\w*hosts?|\w*sites?|order)$/.test(before ?? '')),
    );
  return entries.length > 0 && before !== undefined ? [sighting(use, entries, step)] : [];
}

/** Below `sites` stand sites and the keys that each of them has, such as `nas`. */
const isThingBelow = (before: string | undefined, entry: VocabularyEntry): boolean =>
  whatIs(entry) !== 'site' && entry.kind !== 'vmid' && !(entry.short && /sites?$/.test(before ?? ''));

/** `home_vm_lifecycle`: a key with a site's name in front. */
function siteKeys(key: string, use: Use, lexicon: Lexicon): Sighting[] {
  const found = lexicon.sites.filter((entry) => {
    const site = entry.value.replace(/-/g, '_').toLowerCase();
    const spelled = key.replace(/-/g, '_').toLowerCase();
    return (
      entry.kind === 'site-id' &&
      spelled.startsWith(`${site}_`) &&
      SITE_KEY.test(spelled.slice(site.length + 1))
    );
  });
  return found.length > 0 ? [sighting(use, found, key)] : [];
}

/** A pattern names a place when it spells `key: place`, anchors the word, or lists alternatives of places. */
function patternWords(use: Use, lexicon: Lexicon, hints: Hints): Sighting[] {
  const spelled = [...use.text.matchAll(/[A-Za-z]\w*/g)].map(([word]) => word);
  const keys = spelled.flatMap((word) => (/_\w/.test(word) ? siteKeys(word, use, lexicon) : []));
  const flags = [...use.text.matchAll(/--[a-z][\w-]*/g)].flatMap((match) => siteFlag(match[0], use, lexicon));
  const words = [...use.text.matchAll(/[A-Za-z][\w]*(?:-\w+)*/g)].flatMap((match) =>
    patternWord(match[0], use, lexicon, hints),
  );
  return [...keys, ...flags, ...words, ...listedGuests(use, lexicon)];
}

/** `qm list | grep -w 101`: a number that is looked for among guests. */
function listedGuests(use: Use, lexicon: Lexicon): Sighting[] {
  if (roleOf(use.subject) !== 'guest') return [];
  return [...use.text.replaceAll('\\b', ' ').matchAll(/(?<![\w.])\d{3,}(?!\.?\w)/g)].flatMap(([number]) => {
    const entries = lexicon.of(number).filter(({ kind }) => kind === 'vmid');
    return entries.length > 0 ? [sighting(use, entries, number)] : [];
  });
}

const PLACE_OF: Readonly<Record<string, ReturnType<typeof roleOf>>> = {
  site: 'site',
  host: 'host',
  device: 'host',
  guest: 'guest',
};

/** `SITE=x` for one command, `-d "site=x&ok=1"`, `-d '{"site": "x"}'`: a key that asks for a place, and the place. */
function pairs(use: Use, lexicon: Lexicon): Sighting[] {
  return placesOf(use, [...use.text.matchAll(PAIR), ...use.text.matchAll(JSON_PAIR)], lexicon);
}

const PAIR = /(?<=^|[?&;,\s])([A-Za-z_][\w-]*)=([\w.-]+)(?=[&;,\s]|$)/g;
const JSON_PAIR = /"([A-Za-z_][\w-]*)"\s*:\s*"([\w.-]+)"/g;

function placesOf(use: Use, found: Iterable<RegExpMatchArray>, lexicon: Lexicon): Sighting[] {
  return [...found].flatMap(([, key, value]) => {
    const entries = lexicon.of(value!).filter((entry) => PLACE_OF[whatIs(entry)] === roleOf(key));
    return entries.length > 0 ? [sighting(use, entries, value!)] : [];
  });
}

/** A flag named for a site, given to a function or to another script. */
function passedFlag(use: Use, lexicon: Lexicon, hints: Hints): Sighting[] {
  if (!/^--[a-z][\w-]*$/i.test(use.text)) return [];
  const command = use.command ?? '';
  return hints.functions.has(command) || /\u{fffc}|-/u.test(command) ? siteFlag(use.text, use, lexicon) : [];
}

function siteFlag(flag: string, use: Use, lexicon: Lexicon): Sighting[] {
  const entry = lexicon.sites.find(
    (each) =>
      each.kind === 'site-id' &&
      flag.toLowerCase().endsWith(`-${each.value.toLowerCase()}`) &&
      flag.length > each.value.length + 2,
  );
  return entry && !(entry.short && isAboutThing(flag, entry.value)) ? [sighting(use, [entry], flag)] : [];
}

function patternWord(word: string, use: Use, lexicon: Lexicon, hints: Hints): Sighting[] {
  const entries = lexicon
    .of(word)
    .filter(
      (entry) =>
        whatIs(entry) !== 'lan' &&
        (isAlternation(use, lexicon) ||
          isKeyed(word, use) ||
          (isAnchored(word, use) && hints.aboutSites) ||
          (word.includes('-') && !entry.short)),
    );
  return entries.length > 0 ? [sighting(use, entries, word)] : [];
}

function isAlternation(use: Use, lexicon: Lexicon): boolean {
  const members = /\(([^()]*\|[^()]*)\)|^([\w|\\-]+)$/.exec(use.text);
  const words = (members?.[1] ?? members?.[2] ?? '').split(/\\?\|/);
  return words.length > 1 && words.filter((word) => lexicon.of(word).length > 0).length > 1;
}

const isKeyed = (word: string, use: Use): boolean =>
  new RegExp(
    `(^|[^\\w])(site|id|host|host_id|site_id|node|target|location|proxmox_host|hostname)["']?\\s*(:|==?)(\\s|\\\\s|\\[\\[:space:\\]\\])*(?:[*+]\\s*)?["']?${word}(?![\\w-])`,
  ).test(use.text);

const isAnchored = (word: string, use: Use): boolean =>
  new RegExp(`^\\s*\\^${word}(\\$|\\\\b|:|\\s|$)|\\\\b${word}\\\\b`).test(use.text);
