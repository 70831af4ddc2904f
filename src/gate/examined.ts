import type { Entity } from '../estate/model/entity.ts';
import { compareText } from '../finding/order.ts';
import type { Subject } from '../finding/subject.ts';

/** The subjects that a gate looked at, each once, and how many of them each site has. */
export class Examined {
  /** Each subject with the count of the site under which it came first. */
  readonly #subjects = new Map<Subject, Count>();
  readonly #counts = new Map<string, Count>();
  /** Further sites of a subject that came again under another one. */
  readonly #more = new Map<Subject, Set<Count>>();
  readonly #nowhere: Count = { site: undefined, subjects: 0 };
  #last = this.#nowhere;

  add({ subject, site }: Pick<Entity, 'subject' | 'site'>): void {
    const count = this.#countOf(site);
    const first = this.#subjects.get(subject);
    if (first === undefined) this.#subjects.set(subject, count);
    if (first === undefined || (first !== count && this.#isNew(subject, count))) count.subjects++;
  }

  /** Most things come site by site. */
  #countOf(site: string | undefined): Count {
    if (this.#last.site === site) return this.#last;
    const known = site === undefined ? this.#nowhere : this.#counts.get(site);
    const count = known ?? { site, subjects: 0 };
    if (!known && site !== undefined) this.#counts.set(site, count);
    this.#last = count;
    return count;
  }

  #isNew(subject: Subject, count: Count): boolean {
    const more = this.#more.get(subject) ?? new Set();
    this.#more.set(subject, more);
    return more.size < more.add(count).size;
  }

  get subjects(): Subject[] {
    return [...this.#subjects.keys()].sort(compareText);
  }

  get perSite(): ReadonlyMap<string, number> {
    return new Map([...this.#counts].map(([site, { subjects }]) => [site, subjects]));
  }
}

interface Count {
  readonly site: string | undefined;
  subjects: number;
}
