import { addTo, groupByNames } from '../../grouping/groups.ts';
import { oncePer } from '../../once/once-per.ts';
import { escaped } from '../escaped.ts';
import type { Literal, ScriptText } from '../facts.ts';
import { spellingFilterOf } from '../prefilter.ts';
import { isTool } from '../tool-names.ts';
import type { Use } from '../use.ts';
import type { Lexicon } from '../vocabulary.ts';
import { addressesIn } from './address.ts';
import { argumentsOfLists } from './argument-list.ts';
import { wordsIn } from './exact.ts';
import { type Hints, hintsOf } from './hints.ts';
import { namesIn } from './named.ts';
import { pathsIn, sharedSkeletons } from './path.ts';
import { programWordsIn } from './programs.ts';
import { withoutProse } from './prose.ts';
import { startsReach } from './reach.ts';
import { type Sighting, whatIs } from './sighting.ts';

/** The words of the vocabulary that a script spells in contexts that count, one entry a place. */
export function literalsIn(text: ScriptText, source: string, file: string, lexicon: Lexicon): Literal[] {
  if (!filterOf(lexicon)(source)) return [];
  const uses = argumentsOfLists(withSiblings(withoutProse(text)), startsProgram);
  const hints = hintsOf(text, lexicon);
  const shared = sharedSkeletons(uses, lexicon);
  const sightings = [
    ...uses.flatMap((use) => sightingsOf(use, lexicon, hints, shared)),
    ...namesIn(uses, text.options, lexicon, hints),
  ];
  const groups = groupByNames(sightings, (each) => [groupOf(each)]);
  const literals = [...groups.values()].map((group) => literalOf(group, source, file));
  return withoutRepeats(literals, source);
}

const startsProgram = (name: string): boolean => startsReach(name) || isTool(name);

const filterOf = oncePer(spellingFilterOf);

/** Keys that are set one by one on one map stand beside each other. */
function withSiblings(uses: readonly Use[]): readonly Use[] {
  const keys = new Map<number, string[]>();
  for (const { group, text } of uses) if (group !== undefined && group < 0) addTo(keys, group, text);
  return keys.size === 0
    ? uses
    : uses.map((use) =>
        use.group !== undefined && use.group < 0 ? { ...use, siblings: keys.get(use.group) } : use,
      );
}

function sightingsOf(use: Use, lexicon: Lexicon, hints: Hints, shared: ReadonlySet<string>): Sighting[] {
  const stored = pathsIn(use, lexicon, shared);
  const addresses = stored.some((each) => whatIs(each.entries[0]!) === 'storage')
    ? []
    : addressesIn(use, lexicon);
  return [...wordsIn(use, lexicon, hints), ...programWordsIn(use, lexicon, hints), ...addresses, ...stored];
}

/** Members of one list, alternatives of one pattern and words of one comparison are one finding. */
function groupOf(each: Sighting): string {
  const of = whatIs(each.entries[0]!);
  const { use } = each;
  if (each.form === 'list' && use.group !== undefined && use.group >= 0)
    return `${each.form} ${of} ${use.group}`;
  if (each.form === 'compared') return `${each.form} ${of} ${use.group ?? use.start}`;
  return `${each.form} ${of} ${use.start} ${use.end} ${each.value}`;
}

function literalOf(group: readonly Sighting[], source: string, file: string): Literal {
  const [first] = group as [Sighting, ...Sighting[]];
  const values = [...new Set(group.map((each) => each.value))];
  const spans = group.map((each) => spanOf(each, source));
  const entries = group.flatMap((each) => each.entries);
  const { group: opening } = first.use;
  const word = Math.min(...spans.map((span) => span.start));
  const start = first.form === 'list' ? listStart(opening, word, source) : word;
  return {
    anchor: { file, start, end: Math.max(...spans.map((span) => span.end)) },
    function: first.use.function,
    statement: first.use.statement,
    of: whatIs(first.entries[0]!),
    form: first.form,
    value: values.join(' '),
    sites: [...new Set(entries.flatMap((entry) => entry.site ?? []))],
    read: first.entries[0]!.key,
    absent: group.find((each) => each.use.absent !== undefined)?.use.absent,
    chosen: first.use.chosen,
    filed: first.use.filed,
    subject: first.use.subject,
  };
}

/** A list that opens on an earlier line than its first word of the vocabulary is one finding where it opens. */
function listStart(opening: number | undefined, word: number, source: string): number {
  if (opening === undefined || opening < 0 || opening > word) return word;
  return source.slice(opening, word).includes('\n') ? opening : word;
}

/** Where the word itself stands in the span of its use. */
function spanOf(each: Sighting, source: string): { start: number; end: number } {
  const { use, value } = each;
  const spelled = value.replace(/…/g, '');
  const text = source.slice(use.start, use.end);
  const boundary = new RegExp(`(?<![\\w-])${escaped(spelled)}(?![\\w-])`);
  const at = boundary.exec(text)?.index ?? text.indexOf(spelled);
  return at < 0
    ? { start: use.start, end: use.end }
    : { start: use.start + at, end: use.start + at + spelled.length };
}

const STRENGTH: readonly Literal['form'][] = [
  'compared',
  'case-arm',
  'flag',
  'list',
  'default',
  'path',
  'selector',
  'output-key',
  'function',
  'variable',
  'written',
];

/** The same word of the same line is said once, in its most telling form. */
function withoutRepeats(literals: readonly Literal[], source: string): Literal[] {
  const lines = lineCounter(source);
  const sorted = [...literals].sort(
    (a, b) =>
      STRENGTH.indexOf(a.form) - STRENGTH.indexOf(b.form) ||
      a.value.length - b.value.length ||
      a.anchor.start - b.anchor.start,
  );
  const seen = new Set<string>();
  const kept = sorted.filter((each) => {
    const keys = each.value.split(' ').map((word) => `${lines(each.anchor.start)} ${word.toLowerCase()}`);
    const known = keys.every((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return !known;
  });
  return kept.sort((a, b) => a.anchor.start - b.anchor.start || a.anchor.end - b.anchor.end);
}

export function lineCounter(source: string): (offset: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
