import { groupByNames } from '../../grouping/groups.ts';
import type { Entity } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import { type Effect, effectsOf } from './effects.ts';

/** One affected thing below the thing that it needs. */
export interface Impact {
  readonly thing: Entity;
  readonly what: string;
  /** Every reason why it is affected by the thing above it. */
  readonly because: readonly Effect[];
  /** False when every reason lets it do without: nothing follows from it then. */
  readonly required: boolean;
  /** `circle`: it stands above itself. `elsewhere`: what follows from it is told at another place of the tree. */
  readonly cut?: 'circle' | 'elsewhere';
  readonly effects: readonly Impact[];
}

/** What stops working when a thing is down, and what that takes with it. */
export function impactOf(estate: Estate, thing: Entity): readonly Impact[] {
  const followedBelow = followed(estate, thing);
  const level = (of: Entity, above: readonly Entity[]): Impact[] =>
    affected(estate, of).map(({ thing: one, because, required }) => {
      const base = { thing: one, what: because[0]!.what, because, required };
      if (above.includes(one)) return { ...base, cut: 'circle', effects: [] };
      if (!required || affected(estate, one).length === 0) return { ...base, effects: [] };
      if (followedBelow.get(one) !== of) return { ...base, cut: 'elsewhere', effects: [] };
      return { ...base, effects: level(one, [...above, one]) };
    });
  return level(thing, [thing]);
}

/** Where each thing is followed: below the thing that takes it down first, counted in steps. */
function followed(estate: Estate, root: Entity): ReadonlyMap<Entity, Entity> {
  const below = new Map<Entity, Entity>();
  const queue = [root];
  for (const of of queue) {
    for (const { thing, required } of affected(estate, of)) {
      if (!required || thing === root || below.has(thing)) continue;
      below.set(thing, of);
      queue.push(thing);
    }
  }
  return below;
}

interface Affected {
  readonly thing: Entity;
  readonly because: readonly Effect[];
  readonly required: boolean;
}

function affected(estate: Estate, of: Entity): Affected[] {
  const byThing = groupByNames(effectsOf(estate, of), (effect) => [effect.thing]);
  return [...byThing].map(([thing, because]) => ({
    thing,
    because,
    required: because.some((effect) => effect.required),
  }));
}

/** Everything that cannot do without, however far down, once. */
export function stopped(impacts: readonly Impact[]): Set<Entity> {
  const things = new Set<Entity>();
  const visit = (all: readonly Impact[]): void => {
    for (const { thing, required, cut, effects } of all) {
      if (required && cut !== 'circle') things.add(thing);
      visit(effects);
    }
  };
  visit(impacts);
  return things;
}
