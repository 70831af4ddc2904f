import type { Look } from '../../look.ts';
import type { Capability } from '../../model/capability.ts';
import type { Stated } from '../../model/entity.ts';
import { isGuest } from '../../reading/reference.ts';
import type { RowAt } from '../../reading/row-at.ts';
import { isRow, listOf, textOf } from '../../reading/values.ts';
import { wordsIn } from '../../reading/words.ts';

export type CapabilitySites = Pick<Capability, 'sites' | 'nodes' | 'dangling' | 'siteFrom'>;

interface Mark {
  readonly site?: string | undefined;
  readonly node?: Stated<string> | undefined;
}

/**
 * Sites and nodes of what a capability acts on: the stated fields where there are any; else names in the command and
 * its arguments; else nodes in its text and tags; else a site in tags, domain or id that the text confirms.
 */
export function capabilitySites(
  row: RowAt,
  id: string,
  argv: readonly string[],
  look: Look,
): CapabilitySites {
  const stated = statedMarks(row, look);
  if (stated) return stated;
  const derivations = [commandMarks(row, argv, look), textMarks(row, look), confirmedMarks(row, id, look)];
  const marks = derivations.find((found) => found.some(({ site }) => site !== undefined)) ?? [];
  const found = summed(marks);
  return { ...found, dangling: [], ...(found.sites.length > 0 && { siteFrom: 'derived' as const }) };
}

function summed(marks: readonly Mark[]): Pick<Capability, 'sites' | 'nodes'> {
  const nodes = new Map(marks.flatMap(({ node }) => (node ? [[node.value, node] as const] : [])));
  return {
    sites: [...new Set(marks.flatMap(({ site }) => site ?? []))],
    nodes: [...nodes.values()],
  };
}

function statedMarks(row: RowAt, look: Look): CapabilitySites | undefined {
  const sites = row.texts('sites');
  const references = [...row.texts('nodes'), ...row.texts('observes')];
  if (sites.length + references.length === 0) return undefined;
  const resolved = references.map((text) => ({ text, mark: markOf(text, look) }));
  const known = sites.map((text) => ({ text, site: look.site(text.value)?.id }));
  const marks = [...known.map(({ site }) => ({ site })), ...resolved.flatMap(({ mark }) => mark ?? [])];
  const dangling = [
    ...known.flatMap(({ text, site }) => (site === undefined ? [text] : [])),
    ...resolved.flatMap(({ text, mark }) => (mark === undefined ? [text] : [])),
  ];
  const found = summed(marks);
  return { ...found, dangling, ...(found.sites.length > 0 && { siteFrom: 'stated' as const }) };
}

/** A node or guest by name; a node keeps its place. */
function markOf(text: Stated<string>, look: Look): Mark | undefined {
  const entity = look.named(text.value) ?? look.addressed(text.value);
  if (!entity) return lanMark(text.value, look);
  return { site: entity.site, node: isGuest(entity) ? undefined : { value: entity.id, at: text.at } };
}

function lanMark(address: string, look: Look): Mark | undefined {
  const site = look.siteOfAddress(address);
  return site === undefined ? undefined : { site };
}

function commandMarks(row: RowAt, argv: readonly string[], look: Look): Mark[] {
  const written = argv.map((value) => ({ value, at: row.at('command') }));
  const words = [
    ...written.filter(({ value }, index) => index > 0 || /^\w+=/.test(value)),
    ...argumentsOf(row),
  ];
  return words.flatMap((word, index) => [
    ...siteOption(word.value, words[index - 1]?.value, look),
    ...wordParts(word.value).flatMap((value) => markOf({ value, at: word.at }, look) ?? []),
  ]);
}

/** `--site x`, `--site=x`, or a default of an argument that is named for the site. */
function siteOption(word: string, before: string | undefined, look: Look): Mark[] {
  const value = /^-{0,2}sites?=(.+)$/.exec(word)?.[1] ?? (before === '--site' ? word : undefined);
  const site = value === undefined ? undefined : look.site(value)?.id;
  return site === undefined ? [] : [{ site }];
}

/** A word as it is, and the host in `option=host`, `user@host:path`, a URL or a list; bare numbers are no names. */
function wordParts(word: string): string[] {
  const value = word.replace(/^-{0,2}[A-Za-z_][\w-]*=/, '');
  const parts = value.split(/[\s,]+/).flatMap((part) => {
    const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[\w.-]+@)?([\w.-]+)(?:[:/].*)?$/i.exec(part)?.[1];
    return part.includes('://') || /[@:]/.test(part) ? [part, host ?? ''] : [part];
  });
  return [...new Set(parts)].filter((part) => part !== '' && !/^\d+$/.test(part));
}

/** Arguments are words, or maps with a name and a default. */
function argumentsOf(row: RowAt): Stated<string>[] {
  return listOf(row.row.args).flatMap((item, index) => {
    const at = row.at('args', index);
    if (!isRow(item)) return (textOf(item)?.split(/\s+/) ?? []).map((value) => ({ value, at }));
    const fallback = textOf(item.default);
    const name = textOf(item.name)?.replace(/^--/, '');
    return fallback === undefined ? [] : [{ value: name === 'site' ? `site=${fallback}` : fallback, at }];
  });
}

function textMarks(row: RowAt, look: Look): Mark[] {
  const description = row.text('description');
  const said = description
    ? wordsIn(description.value).map(({ word }) => ({ value: word, at: description.at }))
    : [];
  return [...said, ...row.texts('tags')].flatMap((text) => {
    const node = look.node(text.value);
    return node ? [{ site: node.site, node: { value: node.id, at: text.at } }] : [];
  });
}

function confirmedMarks(row: RowAt, id: string, look: Look): Mark[] {
  const hints = [...row.texts('tags').map(({ value }) => value), row.text('domain')?.value, id.split('.')[0]];
  const named = new Set(sitesInText(row.text('description')?.value ?? '', look));
  return hints.flatMap((hint) => {
    const site = hint === undefined ? undefined : look.site(hint)?.id;
    return site !== undefined && named.has(site) ? [{ site }] : [];
  });
}

/** Sites that a text names itself or by a node or guest of theirs. */
function sitesInText(text: string, look: Look): string[] {
  return wordsIn(text).flatMap(({ word }) => {
    const site = look.site(word) ?? look.site(word.toLowerCase());
    return site?.id ?? look.named(word)?.site ?? [];
  });
}
