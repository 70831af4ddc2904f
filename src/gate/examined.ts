import type { Entity } from '../estate/model/entity.ts';
import { compareText } from '../finding/order.ts';
import type { Subject } from '../finding/subject.ts';
import { groupByNames } from '../grouping/groups.ts';

/** As much of an entity as tells what was looked at. */
export type Seen = Pick<Entity, 'subject' | 'site'>;

/** What a gate looked at. Most runs only ask whether that is nothing; the rest is worked out for those who ask. */
export class Examined {
  readonly #seen: readonly Seen[];
  #subjects: readonly Subject[] | undefined;
  #perSite: ReadonlyMap<string, number> | undefined;

  /** A subject may be seen several times. */
  constructor(seen: readonly Seen[]) {
    this.#seen = seen;
  }

  get isNothing(): boolean {
    return this.#seen.length === 0;
  }

  /** Each subject once, in code-point order. */
  get subjects(): readonly Subject[] {
    this.#subjects ??= [...new Set(this.#seen.map(({ subject }) => subject))].sort(compareText);
    return this.#subjects;
  }

  /** How many subjects each site has; one that was seen at two sites counts at both. */
  get perSite(): ReadonlyMap<string, number> {
    this.#perSite ??= countedPerSite(this.#seen);
    return this.#perSite;
  }
}

export const NOTHING_EXAMINED = new Examined([]);

function countedPerSite(seen: readonly Seen[]): Map<string, number> {
  const bySite = groupByNames(seen, ({ site }) => (site === undefined ? [] : [site]));
  return new Map(
    [...bySite].map(([site, own]) => [site, new Set(own.map(({ subject }) => subject)).size] as const),
  );
}
