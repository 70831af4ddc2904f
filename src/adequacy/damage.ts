import type { Stated } from '../estate/model/entity.ts';
import { type Anchor, isSpan } from '../finding/place.ts';
import { quoted } from '../finding/printable.ts';
import * as places from '../fix/yaml/places.ts';
import type { YamlSource } from '../fix/yaml/source.ts';
import { movedBy, type TextEdit } from '../loop/text-edit.ts';
import type { Damage, Ground } from './mutant.ts';

/** The row, entry or key at a place goes away; nothing where it stands by no path. */
export function dropped(ground: Ground, at: Anchor, text: string, site?: string): Damage[] {
  if (isSpan(at)) return [];
  return made(ground, at, (source) => places.dropped(source, at.path), text, site);
}

/** The row of a list for which a place inside it stands, such as its id. */
export function rowOf(at: Anchor): Anchor {
  if (isSpan(at) || typeof at.path.at(-1) === 'number' || typeof at.path.at(-2) !== 'number') return at;
  return { ...at, path: at.path.slice(0, -1) };
}

/** Another value stands at a place. */
export function replaced(
  ground: Ground,
  stated: Pick<Stated<unknown>, 'at'>,
  value: unknown,
  text: string,
  site?: string,
): Damage[] {
  const { at } = stated;
  if (isSpan(at)) return [];
  return made(ground, at, (source) => places.replaced(source, at.path, value), text, site);
}

/** Two entries of one list change places. */
export function swapped(ground: Ground, one: Anchor, other: Anchor, text: string, site?: string): Damage[] {
  if (isSpan(one) || isSpan(other) || one.file !== other.file) return [];
  return made(ground, one, (source) => places.swapped(source, one.path, other.path), text, site);
}

/** The damage that edits of the YAML in the file of a place do. */
export function made(
  ground: Ground,
  at: Anchor,
  edit: (source: YamlSource) => TextEdit[] | undefined,
  text: string,
  site?: string,
): Damage[] {
  const part = ground.yaml(at.file);
  const edits = part && edit(part.source);
  if (!edits) return [];
  const where = site ?? (isSpan(at) ? undefined : ground.siteAt(at.file, at.path));
  return [{ file: at.file, edits: movedBy(edits, part.offset), text, at, site: where }];
}

/** A value in the sentence of a damage. */
export const shown = (value: unknown): string => quoted(value, 48);
