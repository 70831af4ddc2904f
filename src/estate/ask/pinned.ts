import { basename } from 'node:path';
import { groupByNames } from '../../grouping/groups.ts';
import { escaped } from '../../scripts/escaped.ts';
import type { Literal } from '../../scripts/facts.ts';
import { gradeLiterals } from '../../scripts/grade/grade.ts';
import { HOLE } from '../../scripts/hole.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Use } from '../../scripts/use.ts';
import { KIND_WORDS } from '../../scripts/vocabulary.ts';
import { machineWords } from '../join/scripts/vocabulary.ts';
import type { Estate } from '../model/estate.ts';
import { oncePerEstate, oncePerScripts } from './once.ts';

/** A name of one place that a check spells out. */
export interface Pin {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly function?: string | undefined;
  readonly statement: string;
  /** The contract key to read instead. */
  readonly read: string;
  /** The script in whose text the check looks for the name, where it does. */
  readonly lookedForIn?: string | undefined;
}

/** Names of one place in a check, unless the check itself is named for that place. */
export function pinsOf(estate: Estate, script: ScriptFacts): readonly Pin[] {
  const allowed = new Set(script.calledAfter);
  const literals = gradeLiterals(script.path, script.text, script.literals, allowed, script.calledBy);
  const direct = literals.map(pinOf);
  const texts = searchedTexts(estate, script, allowed);
  const inText = texts.filter((pin) => !direct.some((each) => each.start < pin.end && pin.start < each.end));
  return [...direct, ...inText].sort((a, b) => a.start - b.start);
}

const pinOf = ({ value, anchor, statement, read, function: around }: Literal): Pin => ({
  value,
  start: anchor.start,
  end: anchor.end,
  function: around,
  statement,
  read,
});

/** Texts with a place's name that the check looks for in other scripts: it keeps alive what has to go. */
function searchedTexts(estate: Estate, script: ScriptFacts, allowed: ReadonlySet<string>): Pin[] {
  const found = searchesIn(estate, script);
  if (found.length === 0) return [];
  const names = siteNames(estate).filter((each) => !allowed.has(each.site));
  return found.flatMap(({ use, target }) => {
    const name = nameIn(use.text, names);
    return name ? [searched(use, name.read, target)] : [];
  });
}

/** A text that a check looks for, and the script in which it does. */
interface Search {
  readonly use: Use;
  readonly target: string;
}

const searches = oncePerScripts(() => new Map<ScriptFacts, readonly Search[]>());

function searchesIn(estate: Estate, script: ScriptFacts): readonly Search[] {
  const known = searches(estate);
  const found = known.get(script) ?? newSearches(estate, script);
  known.set(script, found);
  return found;
}

function newSearches(estate: Estate, script: ScriptFacts): Search[] {
  const scripts = scriptVariables(estate, script);
  const { uses } = script.text;
  const spelled = uses.flatMap((use) => {
    const target = isSearched(use) ? targetOf(use, scripts, estate) : undefined;
    return target === undefined ? [] : [{ use, target }];
  });
  const held = listsSearched(script, spelled);
  const listed = uses.flatMap((use) => {
    const target = use.context === 'list' ? held.get(use.subject) : undefined;
    return target === undefined ? [] : [{ use, target }];
  });
  return [...spelled, ...listed];
}

/** `for text in "${texts[@]}"; do grep "$text" FILE`: the variables whose items are looked for, with the file. */
function listsSearched(
  { text, source }: ScriptFacts,
  spelled: readonly Search[],
): ReadonlyMap<string | undefined, string> {
  const items = text.assignments.filter((fact) => fact.from === 'item');
  const pairs = spelled.flatMap(({ use, target }) => {
    if (use.context !== 'pattern' || use.text.trim() !== HOLE) return [];
    const variable = /\w+/.exec(source.slice(use.start, use.end))?.[0];
    const lists = items.filter((fact) => fact.variable === variable).flatMap((fact) => fact.sources);
    return [variable, ...lists].map((name) => [name, target] as const);
  });
  return new Map(pairs);
}

const isSearched = (use: Use): boolean => /^(argument|pattern|text|flag)$/.test(use.context);

const searched = (use: Use, read: string, lookedForIn: string): Pin => ({
  value: use.text,
  start: use.start,
  end: use.end,
  function: use.function,
  statement: use.statement,
  read,
  lookedForIn,
});

/** The variables that hold paths of the estate's scripts. */
function scriptVariables(estate: Estate, script: ScriptFacts): ReadonlyMap<string, string> {
  const pairs = script.text.assignments.flatMap(({ variable, text }) => {
    const path = scriptCalled(estate, text);
    return path === undefined || path === script.path ? [] : [[variable, path] as const];
  });
  return new Map(pairs);
}

function targetOf(use: Use, scripts: ReadonlyMap<string, string>, estate: Estate): string | undefined {
  const words = use.statement.split(/\s+/).map((word) => word.replace(/^["']|(?<!["';])["';]+$/g, ''));
  for (const word of words) {
    const held = scripts.get(/^\$\{?(\w+)\}?$/.exec(word)?.[1] ?? '');
    const path = held ?? (/\/[\w.-]+$/.test(word) ? scriptCalled(estate, word) : undefined);
    if (path !== undefined && !use.text.includes(word)) return path;
  }
  return undefined;
}

const scriptsByName = oncePerScripts((scripts) =>
  groupByNames(
    scripts.map((script) => script.path),
    (path) => [basename(path)],
  ),
);

/** The one script whose path ends as written after the last variable. */
function scriptCalled(estate: Estate, text: string): string | undefined {
  const tail = text
    .slice(text.lastIndexOf(HOLE) + 1)
    .replace(/^.*\$\{?\w+\}?/, '')
    .replace(/^\.?\/+/, '');
  const found = scriptsByName(estate).get(basename(tail)) ?? [];
  const exact = found.filter((path) => path === tail || path.endsWith(`/${tail}`));
  return exact.length === 1 ? exact[0] : undefined;
}

interface SiteName {
  readonly site: string;
  readonly value: string;
  readonly upper: string;
  readonly read: string;
}

/** Ids of sites, and of the machines and devices of one, as parts of names and sentences. */
const siteNames = oncePerEstate((estate): readonly SiteName[] =>
  machineWords(estate).flatMap(({ kind, value, site, key }) =>
    site !== undefined &&
    /^(site-id|hypervisor|nas|device)$/.test(kind) &&
    !KIND_WORDS.has(value.toLowerCase())
      ? [{ site, read: key, value, upper: value.toUpperCase() }]
      : [],
  ),
);

/** The first name that stands in a text as a part of its own. */
function nameIn(text: string, names: readonly SiteName[]): SiteName | undefined {
  const upper = text.toUpperCase();
  return names.find(
    (name) =>
      upper.includes(name.upper) &&
      new RegExp(`(?<![a-z0-9])${escaped(name.value)}(?![a-z0-9])`, 'i').test(text),
  );
}
