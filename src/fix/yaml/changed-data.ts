import type { DataPath } from '../../finding/place.ts';
import type { AddItem, Change } from '../change.ts';
import { migratedData } from './migrate.ts';

type Node = Record<string | number, unknown>;

/** Plain data after a change, worked out without its text; undefined where the data does not take it. */
export function changedData(data: unknown, change: Change): unknown {
  // A copy by JSON: what an alias repeats is a value of its own here, which a change must not reach.
  const copy: unknown = JSON.parse(JSON.stringify(data ?? null));
  if (change.kind === 'lifecycle') return migratedData(copy as Record<string, unknown>);
  const root: Node = { root: copy };
  return applied(root, change) ? root.root : undefined;
}

function applied(root: Node, change: Change): boolean {
  if (change.kind === 'text' || change.kind === 'file' || change.kind === 'lifecycle') return false;
  if (change.kind === 'value') return setValue(root, change.path, change.value);
  if (change.kind === 'drop') return dropped(root, change.path);
  if (change.kind === 'pair') {
    const map = made(root, change.path, () => ({}));
    if (typeof map !== 'object' || map === null || Array.isArray(map) || change.key in map) return false;
    (map as Node)[change.key] = change.value;
    return true;
  }
  const list = change.kind === 'item' ? made(root, change.path, () => []) : made(root, change.path);
  return Array.isArray(list) && changedList(list, change);
}

type ListChange = Extract<Change, { kind: 'item' | 'order' }>;

function changedList(list: unknown[], change: ListChange): boolean {
  if (change.kind === 'order') list.splice(0, list.length, ...change.order.map((index) => list[index]));
  else {
    const index = indexIn(list, change);
    if (index === undefined) return false;
    list.splice(index, 0, change.value);
  }
  return true;
}

/** Where a new entry goes: behind or in front of the entry with a text, at an index, or at the end. */
export function indexIn(
  list: readonly unknown[],
  { before, after }: Pick<AddItem, 'before' | 'after'>,
): number | undefined {
  if (typeof before === 'number') return before <= list.length ? before : undefined;
  const beside = before ?? after;
  if (beside === undefined) return list.length;
  const index = list.findIndex((entry) => String(entry) === beside);
  return index < 0 ? undefined : before === undefined ? index + 1 : index;
}

function setValue(root: Node, path: DataPath, value: unknown): boolean {
  const holder = made(root, path.slice(0, -1)) as Node | undefined;
  const key = path.at(-1)!;
  if (typeof holder !== 'object' || holder === null || !(key in holder)) return false;
  holder[key] = value;
  return true;
}

function dropped(root: Node, path: DataPath): boolean {
  const holder = made(root, path.slice(0, -1)) as Node | undefined;
  const key = path.at(-1)!;
  if (typeof holder !== 'object' || holder === null || !(key in holder)) return false;
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return true;
}

/** What stands at a path; maps on the way to it and the collection itself are made where a maker is given. */
function made(root: Node, path: DataPath, make?: () => unknown): unknown {
  let node = root;
  const steps = ['root', ...path];
  for (const [index, segment] of steps.entries()) {
    if (node[segment] === null || node[segment] === undefined) {
      if (!make) return undefined;
      node[segment] = index === steps.length - 1 ? make() : {};
    }
    node = node[segment] as Node;
    if (typeof node !== 'object') return undefined;
  }
  return node;
}
