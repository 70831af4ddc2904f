import type { OptionFact } from '../facts.ts';
import type { Use } from '../use.ts';
import type { Lexicon, VocabularyEntry } from '../vocabulary.ts';
import type { Hints } from './hints.ts';
import { roleOf, tokensOfName } from './role.ts';
import type { Sighting } from './sighting.ts';

interface Named {
  readonly use: Use;
  readonly entry: VocabularyEntry;
  readonly name: string;
  /** The name with the site cut out. */
  readonly shape: string;
}

/** Names that are spelled once per site: variables, functions, output keys, flags. */
export function namesIn(
  uses: readonly Use[],
  options: readonly OptionFact[],
  lexicon: Lexicon,
  hints: Hints,
): Sighting[] {
  const of = (context: Use['context']) => uses.filter((use) => use.context === context);
  const assigned = of('variable').flatMap((use) => namedAfter(use, use.text, lexicon));
  const variables = unrolled(
    assigned.filter((each) => each.shape !== '*' || stands(each, hints)),
    true,
  );
  const functions = unrolled(
    of('function').flatMap((use) => namedAfter(use, use.text, lexicon)),
    true,
  );
  const keys = unrolled(
    uses.flatMap((use) => outputKeys(use, lexicon)),
    false,
  );
  return [
    ...variables.map((each) => sighting(each, 'variable')),
    ...functions.map((each) => sighting(each, 'function')),
    ...keys.map((each) => sighting(each, 'output-key')),
    ...flagsIn(uses, options, lexicon, hints),
  ];
}

const sighting = (named: Named, form: Sighting['form']): Sighting => ({
  use: named.use,
  entries: [named.entry],
  value: named.name,
  form,
});

function namedAfter(use: Use, name: string, lexicon: Lexicon): Named[] {
  const tokens = tokensOfName(name);
  return lexicon.sites.flatMap((entry) => {
    const site = tokensOfName(entry.value);
    const at = tokens.findIndex(
      (_, index) => site.length > 0 && site.every((token, step) => tokens[index + step] === token),
    );
    if (at < 0 || entry.kind !== 'site-id' || name === 'HOME') return [];
    const shape = [...tokens.slice(0, at), '*', ...tokens.slice(at + site.length)].join('_');
    return [{ use, entry, name, shape }];
  });
}

/** Names of which at least two sites have one each; of several places only the first is a finding. */
function unrolled(named: readonly Named[], once: boolean): Named[] {
  const sites = new Map<string, Set<string>>();
  for (const each of named) sites.set(each.shape, (sites.get(each.shape) ?? new Set()).add(each.entry.value));
  const seen = new Set<string>();
  return named.filter((each) => {
    const repeated = once && seen.has(each.name);
    seen.add(each.name);
    return !repeated && sites.get(each.shape)!.size > 1;
  });
}

/** `"shop": 1` and `shop_up=1` in what a script prints or builds. */
function outputKeys(use: Use, lexicon: Lexicon): Named[] {
  if (use.context === 'key' && /^[\w-]+$/.test(use.text))
    return lexicon.of(use.text).length > 0 ? [] : namedAfter(use, use.text, lexicon);
  if (use.context !== 'output' && use.context !== 'text' && use.context !== 'filter') return [];
  const spelled =
    use.context === 'filter'
      ? /(?:^|[{,])\s*"?([\w-]+)"?\s*:(?!:)/g
      : /"([\w.-]+)"\s*:|(?=[a-z_])(?<![\w$-]\.*)([a-z_][\w.-]*)=(?=[%\u{fffc}$\d]|$)/giu;
  return [...use.text.matchAll(spelled)].flatMap((match) => namedAfter(use, match[1] ?? match[2]!, lexicon));
}

/** What one does to folders and features: `--create-x`, `--with-x` say nothing of a place. */
const ON_THINGS = /^(no|create|preserve|keep|remove|delete|user|use|move|with|without)$/;
const PARTS = /^(base|front|root)$/;

/** A flag in which a common word means a thing: it stands alone, behind such a verb, or before a word for a part. */
export function isAboutThing(flag: string, word: string): boolean {
  const tokens = tokensOfName(flag);
  const place = tokensOfName(word);
  const at = tokens.findIndex((_, index) => place.every((token, step) => tokens[index + step] === token));
  if (at < 0) return false;
  const after = tokens.slice(at + place.length);
  if (after.length > 0) return after.every((token) => PARTS.test(token) || roleOf(token) === 'other');
  return tokens.slice(0, at).every((token) => ON_THINGS.test(token));
}

/** A flag named for a site, unless the same script has the form that takes any site. */
function flagsIn(
  uses: readonly Use[],
  options: readonly OptionFact[],
  lexicon: Lexicon,
  hints: Hints,
): Sighting[] {
  const flags = uses.filter((use) => use.context === 'flag');
  const known = new Set([
    ...flags.map((use) => plainFlag(use.text)),
    ...options.flatMap((option) => option.names.map(plainFlag)),
  ]);
  const named = flags.flatMap((use) => namedAfter(use, plainFlag(use.text), lexicon));
  const together = new Set(unrolled(named, false));
  return unrepeated(
    named.filter((each) => (together.has(each) || stands(each, hints)) && !hasGeneric(each, known)),
  ).map((each) => sighting(each, 'flag'));
}

const plainFlag = (text: string): string => text.replace(/[=:*?].*/s, '');

/** A flag of one site only: a common word must not be what such flags usually mean by it. */
function stands(named: Named, hints: Hints): boolean {
  if (!named.entry.short) return true;
  return hints.aboutSites && !isAboutThing(named.name, named.entry.value);
}

function hasGeneric(named: Named, known: ReadonlySet<string>): boolean {
  const rest = named.shape.split('_').filter((token) => token !== '*');
  const forms =
    rest.length === 0
      ? ['--site', '--sites', '-s']
      : [rest, [...rest, 'site'], [...rest, 'sites'], ['site', ...rest]].map(
          (tokens) => `--${tokens.join('-')}`,
        );
  return forms.some((form) => known.has(form));
}

function unrepeated(named: readonly Named[]): Named[] {
  return named.filter(
    (each, at) =>
      named.findIndex((other) => other.name === each.name && other.use.start === each.use.start) === at,
  );
}
