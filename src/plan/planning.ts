import type { Estate } from '../estate/model/estate.ts';
import type { Anchor } from '../finding/place.ts';
import type { Subject } from '../finding/subject.ts';
import type { Resolve } from '../load/resolve.ts';
import type { Because, Untouched } from './model.ts';
import type { Scope } from './scope.ts';

/** A reason why there is no plan. */
export interface Refused extends Because {
  readonly related: readonly Because[];
}

/** A reason before its place is looked up. */
export interface Reason {
  readonly text: string;
  readonly at: Anchor;
}

/** At least one: every step says why it stands where it stands. */
export type Reasons = readonly [Reason, ...Reason[]];

/** One planning: what it reads, and what it notes on the way. Whatever is refused, planning goes on to find the rest. */
export class Planning {
  readonly refused: Refused[] = [];
  readonly untouched: Untouched[] = [];
  readonly #refusals = new Set<string>();

  constructor(
    readonly estate: Estate,
    readonly scope: Scope,
    readonly place: Resolve,
  ) {}

  because(text: string, at: Anchor): Because {
    return { text, place: this.place(at) };
  }

  refuse(text: string, at: Anchor, related: readonly Reason[] = []): void {
    if (this.#refusals.has(text)) return;
    this.#refusals.add(text);
    this.refused.push({
      ...this.because(text, at),
      related: related.map((one) => this.because(one.text, one.at)),
    });
  }

  leave(site: string, subject: Subject, text: string, at: Anchor): void {
    const known = this.untouched.some((one) => one.site === site && one.subject === subject);
    if (!known) this.untouched.push({ site, subject, ...this.because(text, at) });
  }
}
