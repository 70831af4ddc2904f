import type { DataPath } from '../finding/place.ts';
import { OUTLINES } from './generated/outlines.ts';

/** What a place in a contract expects, and what the places inside it do. */
export interface Outline {
  /** Fits behind the word "expected". */
  readonly expected: string;
  readonly keys?: Readonly<Record<string, Outline>>;
  /** By regular expression of the key. */
  readonly patterns?: Readonly<Record<string, Outline>>;
  /** For keys that are not declared. */
  readonly others?: Outline;
  readonly items?: Outline;
  /** What a key of the map itself must be. */
  readonly key?: string;
}

export function outlineOf(kind: string): Outline {
  return JSON.parse(OUTLINES[kind] ?? '{"expected":"a map"}') as Outline;
}

/** The outline of the value at a path; undefined where the schema says nothing. */
export function outlineAt(outline: Outline, path: DataPath): Outline | undefined {
  return path.reduce<Outline | undefined>((at, step) => at && inside(at, step), outline);
}

function inside(outline: Outline, step: string | number): Outline | undefined {
  if (typeof step === 'number') return outline.items;
  if (outline.keys && Object.hasOwn(outline.keys, step)) return outline.keys[step];
  return matching(outline, step) ?? outline.others;
}

function matching({ patterns = {} }: Outline, key: string): Outline | undefined {
  return Object.entries(patterns).find(([pattern]) => new RegExp(pattern, 'u').test(key))?.[1];
}
