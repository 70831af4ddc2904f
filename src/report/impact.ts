import type { Effect } from '../estate/ask/effects.ts';
import { type Impact, stopped } from '../estate/ask/impact.ts';
import type { Entity } from '../estate/model/entity.ts';
import { compareText } from '../finding/order.ts';
import type { Anchor, Place } from '../finding/place.ts';
import { printable } from '../finding/printable.ts';
import { countedKinds, countsByKind } from './counted.ts';
import { type Ink, inkFor } from './ink.ts';

type PlaceOf = (anchor: Anchor) => Place;

/** The tree of what stops, with the reason and the contract's place of each edge. */
export function impactText(
  what: string,
  impacts: readonly Impact[],
  placeOf: PlaceOf,
  colour: boolean,
): string {
  const ink = inkFor(colour);
  const lines =
    impacts.length === 0
      ? ['  no contract says that anything needs it']
      : impacts.flatMap((one, index) => branch(one, '', index === impacts.length - 1, placeOf, ink));
  return `${[`${ink.strong(printable(what))} down`, ...lines, '', summary(impacts)].join('\n')}\n`;
}

function branch(impact: Impact, indent: string, last: boolean, placeOf: PlaceOf, ink: Ink): string[] {
  const below = `${indent}${last ? '   ' : '│  '}`;
  const { effects } = impact;
  const bar = effects.length > 0 ? '│' : ' ';
  return [
    `${indent}${last ? '└─ ' : '├─ '}${ink.strong(printable(impact.what))}${note(impact, ink)}`,
    ...impact.because.map((effect) => `${below}${bar}    ${reason(effect, placeOf, ink)}`),
    ...effects.flatMap((one, index) => branch(one, below, index === effects.length - 1, placeOf, ink)),
  ];
}

function note({ required, cut }: Impact, ink: Ink): string {
  if (cut === 'circle') return ink.warning(' (a circle: it stands above itself)');
  if (!required) return ink.dim(' (can do without)');
  return cut === 'elsewhere' ? ink.dim(' (what follows from it stands at another branch)') : '';
}

function reason({ text, at }: Effect, placeOf: PlaceOf, ink: Ink): string {
  const { file, line, column } = placeOf(at);
  return `${printable(text)} ${ink.dim(`${printable(file)}:${line}:${column}`)}`;
}

function summary(impacts: readonly Impact[]): string {
  const subjects = [...stopped(impacts)].map((thing) => thing.subject).sort(compareText);
  return subjects.length === 0 ? 'Nothing else stops.' : `Affected: ${countedKinds(subjects)}.`;
}

/** The same for programs, in the format of schemas/impact.schema.json. */
export function impactJson(thing: Entity, impacts: readonly Impact[], placeOf: PlaceOf): string {
  const affected = Object.fromEntries(
    countsByKind([...stopped(impacts)].map((one) => one.subject).sort(compareText)),
  );
  const value = {
    version: 1,
    subject: thing.subject,
    affected,
    effects: impacts.map((one) => impactValue(one, placeOf)),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function impactValue({ thing, required, because, cut, effects }: Impact, placeOf: PlaceOf): object {
  return {
    subject: thing.subject,
    ...(thing.site !== undefined && { site: thing.site }),
    required,
    because: because.map(({ kind, text, at, required: needed }) => ({
      kind,
      text,
      required: needed,
      place: placeOf(at),
    })),
    ...(cut !== undefined && { cut }),
    effects: effects.map((one) => impactValue(one, placeOf)),
  };
}
