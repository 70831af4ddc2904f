import type { Use } from '../use.ts';
import type { Lexicon, VocabularyEntry } from '../vocabulary.ts';
import { CHOICES } from './hints.ts';
import { whatIs } from './sighting.ts';

/** The words beside a use that are of one kind. */
export const siblingsOf = (use: Use, lexicon: Lexicon, kind: VocabularyEntry['kind']): Set<string> =>
  new Set(
    (use.siblings ?? [use.text])
      .flatMap((text) => text.split(/[^\w.-]/))
      .filter((word) => lexicon.of(word).some((entry) => entry.kind === kind)),
  );

/** Beside another word that can mean nothing but its place. */
export function besidePlaces(entry: VocabularyEntry, use: Use, lexicon: Lexicon): boolean {
  return (use.siblings ?? [])
    .flatMap((text) => text.split(/[:=,|\s]/))
    .some((text) =>
      lexicon.of(text).some((each) => each.value !== entry.value && !each.short && each.kind !== 'vmid'),
    );
}

/** `{"<site>": "<its machine>"}`: filed under the site that the contracts put it at. */
export const isOfSite = (entry: VocabularyEntry, use: Use, lexicon: Lexicon): boolean =>
  entry.site !== undefined &&
  lexicon.of(use.subject ?? '').some((each) => each.kind === 'site-id' && each.site === entry.site);

/** At least two words, every one the id of a machine. */
export function amongMachines(use: Use, lexicon: Lexicon): boolean {
  const words = new Set(
    (use.siblings ?? []).flatMap((text) => text.split(/[:=,|\s]/)).filter((text) => !CHOICES.test(text)),
  );
  const isMachine = (text: string) =>
    lexicon.of(text).some((each) => /^(host|device|guest)$/.test(whatIs(each)) && each.kind !== 'vmid');
  return words.size > 1 && [...words].every(isMachine);
}
