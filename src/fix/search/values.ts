import type { Estate } from '../../estate/model/estate.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Document } from '../../load/document.ts';
import { type Names, namesOfSites, translated, translatedText } from './alike.ts';
import { isScalar, valueAt } from './data.ts';
import type { Field, Fields } from './fields.ts';
import type { Hints } from './hints.ts';
import type { Spot } from './spots.ts';

/** What a search knows of the finding that it is about. */
export interface About {
  readonly finding: Finding;
  readonly estate: Estate;
  readonly hints: Hints;
  readonly spots: readonly Spot[];
  readonly fields: Fields;
}

/** Most values of the same field elsewhere that are tried. */
const MOST_STATED = 6;

/**
 * Values that a field could have, the likeliest first: what the schema and the finding name, what stands at the places
 * that the finding points at, what other rows state, in the words of this site too.
 */
export function valuesFor(document: Document, field: Field, about: About): unknown[] {
  const { schema } = field;
  const listed = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  const flags =
    typesOf(field).every((type) => type === 'boolean' || type === 'null') && typesOf(field).length > 0
      ? [true, false]
      : [];
  const stated = about.fields.stated(document.kind, field).slice(0, MOST_STATED);
  const named = [...about.hints.numbers, ...about.hints.texts];
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  const all = [
    ...listed,
    ...flags,
    ...('default' in schema ? [schema.default] : []),
    ...pointedAt(about),
    ...named,
    ...likeThem(about, stated),
    ...stated.flatMap((value) => [...translations(about, value), value]),
    ...examples,
  ];
  const fitting = all.filter((value) => fits(field, value)).flatMap((value) => shaped(field, value));
  return distinct(fitting);
}

/** Most variants of a text that are tried. */
const MOST_VARIANTS = 6;

/** A text with one thing that the finding names in the place of another one. */
export function variantsOf(text: string, { hints }: About): string[] {
  const named = [...hints.texts, ...hints.numbers.map(String)].filter((name) => /^[\w.-]{2,}$/.test(name));
  const there = named.filter((name) => text !== name && translatedText(text, new Map([[name, '']])) !== text);
  return there
    .flatMap((name) => named.map((other) => translatedText(text, new Map([[name, other]]))))
    .filter((variant, index, all) => variant !== text && all.indexOf(variant) === index)
    .slice(0, MOST_VARIANTS);
}

export const pointedAt = ({ spots }: About): unknown[] =>
  spots
    .filter(({ rank }) => rank < 2)
    .map(({ document, path }) => valueAt(document.data, path))
    .filter(isScalar);

/** What another site states, in the words of the finding's site. */
function translations({ finding, estate }: About, value: unknown): unknown[] {
  const own = finding.site === undefined ? undefined : estate.index.site(finding.site);
  if (!own) return [];
  return estate.sites
    .filter((site) => site !== own)
    .map((site): Names => namesOfSites(estate, site, own))
    .map((names) => translated(value, names));
}

/** Things that contracts name by an id, each with the sites that it is about. */
const SORTS: readonly ((estate: Estate) => readonly (readonly [id: string, sites: readonly string[]])[])[] = [
  ({ capabilities }) => capabilities.map(({ id, sites }) => [id, sites]),
  ({ backupTargets }) => backupTargets.map(({ name, site }) => [name, site === undefined ? [] : [site]]),
  ({ nodes }) => nodes.map(({ id, site }) => [id, site === undefined ? [] : [site]]),
  ({ gateScripts }) => gateScripts.map(({ id }) => [id, []]),
];

/** Where the estate states ids of one sort of thing: those of the finding's site. */
function likeThem({ finding, estate }: About, stated: readonly unknown[]): string[] {
  const scalars = stated.flat().filter(isScalar).map(String);
  for (const sort of SORTS) {
    const all = sort(estate);
    if (!scalars.some((value) => all.some(([id]) => id === value))) continue;
    return all
      .filter(([, sites]) => finding.site === undefined || sites.includes(finding.site))
      .map(([id]) => id);
  }
  return [];
}

const typesOf = ({ schema }: Field): string[] =>
  Array.isArray(schema.type) ? schema.type.map(String) : typeof schema.type === 'string' ? [schema.type] : [];

function fits(field: Field, value: unknown): boolean {
  const types = typesOf(field);
  if (types.length === 0) return true;
  if (Array.isArray(value)) return types.includes('array');
  if (typeof value === 'number')
    return types.some((type) => type === 'number' || type === 'integer' || type === 'array');
  if (typeof value === 'string') return types.includes('string') || types.includes('array');
  return types.includes(value === null ? 'null' : typeof value);
}

/** One scalar where only a list fits. */
function shaped(field: Field, value: unknown): unknown[] {
  const types = typesOf(field);
  const wantsList =
    types.includes('array') &&
    !types.includes(typeof value) &&
    !(typeof value === 'number' && types.includes('integer'));
  return [isScalar(value) && wantsList ? [value] : value];
}

const distinct = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
