import { isMap, type Node, type Pair, type YAMLMap } from 'yaml';
import type { TextEdit } from '../../loop/text-edit.ts';
import { afterLine, breakOf, columnOf, lineEnd, lineStart } from './lines.ts';
import { contentEnd, itemStart, keyText, pairEnd, pairOf, reach, type YamlSource } from './source.ts';

const OLD_KEY = /^(.+)_vm_lifecycle$/;

/** A map of version 3: its key and its lines, `end` behind the last of them. */
interface OldMap {
  readonly pair: Pair;
  readonly start: number;
  readonly end: number;
}

/**
 * Every `<site>_vm_lifecycle` of a sequencing contract as `lifecycle.<site>`: the lines move as they are, deeper by
 * one step, without `active_vm_ids`, and with `destroyed_vm_ids` under its name of version 4.
 */
export function migrated(source: YamlSource): TextEdit[] | undefined {
  const root = reach(source, [])?.node;
  if (!isMap(root) || root.flow || source.documents.length > 1) return undefined;
  const maps = oldMaps(source.text, root);
  if (!maps || maps.length === 0) return undefined;
  const lifecycle = pairOf(root, 'lifecycle');
  const edits = lifecycle ? moved(source.text, lifecycle, maps) : inPlace(source.text, maps);
  return edits && [...edits, ...versionEdit(root)];
}

function oldMaps(text: string, root: YAMLMap): OldMap[] | undefined {
  const maps: OldMap[] = [];
  for (const [index, pair] of root.items.entries()) {
    if (!OLD_KEY.test(keyText(pair) ?? '') || !isMap(pair.value)) continue;
    const start = itemStart(root, index);
    const end = pairEnd(pair);
    if (start === undefined || end === undefined || columnOf(text, start) !== 0) return undefined;
    maps.push({ pair, start, end: afterLine(text, end) });
  }
  return maps;
}

/** Below a `lifecycle:` in front of the first; those that follow at once stay where they are. */
function inPlace(text: string, maps: readonly OldMap[]): TextEdit[] {
  const [first] = maps as [OldMap, ...OldMap[]];
  const apart = maps.findIndex((map, index) => index > 0 && !touches(text, maps[index - 1]!, map));
  const run = apart < 0 ? maps : maps.slice(0, apart);
  const last = run.at(-1)!;
  const others = maps.slice(run.length);
  const head = { start: first.start, end: first.start, text: `lifecycle:${breakOf(text)}` };
  const kept = run.flatMap((map) => renamed(text, map));
  const between = deeper(text, first.start, last.end, kept);
  const tail = others.map((map) => linesOf(text, map)).join('');
  return [head, ...kept, ...between, ...insertion(last.end, tail), ...others.map(removal)];
}

const touches = (text: string, one: OldMap, next: OldMap): boolean =>
  /^(?:[ \t]*(?:#.*)?\r?\n)*$/.test(text.slice(one.end, next.start));

/** Behind what an existing `lifecycle:` holds. */
function moved(text: string, lifecycle: Pair, maps: readonly OldMap[]): TextEdit[] | undefined {
  const { value } = lifecycle;
  const end = contentEnd(value as Node);
  const start = isMap(value) && !value.flow ? itemStart(value, 0) : undefined;
  if (end === undefined || start === undefined || columnOf(text, start) !== STEP.length) return undefined;
  const at = afterLine(text, end);
  return [...insertion(at, maps.map((map) => linesOf(text, map)).join('')), ...maps.map(removal)];
}

const STEP = '  ';

const removal = ({ start, end }: OldMap): TextEdit => ({ start, end, text: '' });

const insertion = (at: number, text: string): TextEdit[] =>
  text === '' ? [] : [{ start: at, end: at, text }];

/** The lines of one map as they stand below `lifecycle:`. */
function linesOf(text: string, map: OldMap): string {
  const edits = renamed(text, map);
  const all = [...edits, ...deeper(text, map.start, map.end, edits)].sort((a, b) => a.start - b.start);
  let out = '';
  let at = map.start;
  for (const edit of all) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  out += text.slice(at, map.end);
  return out.endsWith('\n') ? out : out + breakOf(text);
}

/** The keys of the map under the names of version 4. */
function renamed(text: string, { pair }: OldMap): TextEdit[] {
  const key = (pair.key as Node).range!;
  const rows = pair.value as YAMLMap;
  return [
    {
      start: key[0],
      end: key[1],
      text: STEP + text.slice(key[0], key[1]).replace(/_vm_lifecycle(?=["']?$)/, ''),
    },
    ...rows.items.flatMap((row, index) => {
      if (keyText(row) === 'destroyed_vm_ids' && !pairOf(rows, 'retired_vm_ids')) return [renamedKey(row)];
      return keyText(row) === 'active_vm_ids' ? dropped(text, rows, index) : [];
    }),
  ];
}

function renamedKey({ key }: Pair): TextEdit {
  const [start, end] = (key as Node).range!;
  return { start, end, text: 'retired_vm_ids' };
}

/** A pair leaves its map; a comment behind it stays on a line of its own. */
function dropped(text: string, rows: YAMLMap, index: number): TextEdit[] {
  const pair = rows.items[index]!;
  const end = pairEnd(pair)!;
  if (rows.flow) return droppedFromFlow(rows, index, end);
  const start = itemStart(rows, index)!;
  const comment = /#.*$/.exec(text.slice(end, lineEnd(text, end)))?.[0];
  if (comment !== undefined) return [{ start, end: lineEnd(text, end), text: comment }];
  return [{ start: lineStart(text, start), end: afterLine(text, end), text: '' }];
}

function droppedFromFlow(rows: YAMLMap, index: number, end: number): TextEdit[] {
  const start = (rows.items[index]!.key as Node).range![0];
  const next = rows.items[index + 1]?.key as Node | undefined;
  if (next?.range) return [{ start, end: next.range[0], text: '' }];
  const before = index > 0 ? pairEnd(rows.items[index - 1]) : undefined;
  return [{ start: before ?? start, end, text: '' }];
}

/** One step before each line with something on it, except where another edit begins the line or removes it. */
function deeper(text: string, start: number, end: number, others: readonly TextEdit[]): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = start; at < end; at = afterLine(text, at)) {
    const covered = others.some((edit) => edit.start <= at && edit.end > at);
    if (!covered && !/^[ \t]*$/.test(text.slice(at, lineEnd(text, at))))
      edits.push({ start: at, end: at, text: STEP });
  }
  return edits;
}

function versionEdit(root: YAMLMap): TextEdit[] {
  const value = pairOf(root, 'version')?.value as Node | undefined;
  return value?.range ? [{ start: value.range[0], end: value.range[1], text: '4' }] : [];
}

/** What the data is after the same migration. */
export function migratedData(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const lifecycle: Record<string, unknown> = { ...(data.lifecycle as object | undefined) };
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const site = OLD_KEY.exec(key)?.[1];
    if (site === undefined || typeof value !== 'object' || value === null) rest[key] = value;
    else lifecycle[site] = rowOfVersion4(value as Record<string, unknown>);
  }
  return { ...rest, lifecycle, ...('version' in data && { version: 4 }) };
}

function rowOfVersion4(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(row).filter(([key]) => key !== 'active_vm_ids');
  const rename = !('retired_vm_ids' in row);
  return Object.fromEntries(
    entries.map(([key, value]) => [rename && key === 'destroyed_vm_ids' ? 'retired_vm_ids' : key, value]),
  );
}
