import type { ContractKind } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import type { Look } from './look.ts';
import { isSame, Looked, NOWHERE } from './looked.ts';
import type { Entity } from './model/entity.ts';
import type { Sources } from './sources.ts';

/** Runs the joins of an estate: each afresh, or by what it gave before. */
export interface Joiner {
  /**
   * `grounds` are what the join stands on besides the contracts: results of other joins. What reads contracts gives plain
   * data: functions and maps are not compared.
   */
  readonly join: <T>(name: string, grounds: readonly unknown[], make: (sources: Sources) => T) => T;
  /** A join that looks up sites, nodes and guests: it stands on what it is answered. */
  readonly joinOn: <T>(
    name: string,
    look: Look,
    grounds: readonly unknown[],
    make: (sources: Sources, look: Look) => T,
  ) => T;
  /** The things themselves, or those of before that say the same: then what points at these may stay as well. */
  readonly settle: <T extends Entity>(name: string, things: readonly T[]) => readonly T[];
}

export const freshJoins = (sources: Sources): Joiner => ({
  join: (_, __, make) => make(sources),
  joinOn: (_, look, __, make) => make(sources, look),
  settle: (_, things) => things,
});

type Reading = ReadonlyMap<ContractKind | 'all', readonly Document[]>;

interface Known {
  /** The contracts that it asked for, by kind; under `all` when it went through every one. */
  readonly read: Reading;
  readonly looked: Looked;
  readonly grounds: readonly unknown[];
  readonly value: unknown;
}

/** What the joins of one estate gave, for variants of it that differ in contracts only: same files, same clock. */
export class JoinMemory {
  /** Whether two results of a join say the same, so that what stands on one may stand on the other. */
  readonly #same: (one: unknown, other: unknown) => boolean;
  readonly #known = new Map<string, Known>();
  readonly #things = new Map<string, { readonly all: readonly Entity[]; bySubject: Map<string, Entity> }>();

  constructor(same: (one: unknown, other: unknown) => boolean) {
    this.#same = same;
  }

  /** Joins that read the same contracts as the first time give the same. */
  over(sources: Sources): Joiner {
    return {
      join: (name, grounds, make) => this.#join(sources, name, NOWHERE, grounds, make),
      joinOn: (name, look, grounds, make) => this.#join(sources, name, look, grounds, make),
      settle: (name, things) => this.#settle(name, things),
    };
  }

  #join<T>(
    sources: Sources,
    name: string,
    look: Look,
    grounds: readonly unknown[],
    make: (sources: Sources, look: Look) => T,
  ): T {
    const known = this.#known.get(name);
    if (known) {
      // A value points at its grounds: on others, one that says the same would point at nodes of another model.
      if (!isSame(known.grounds, grounds) || !known.looked.isAnsweredBy(look)) return make(sources, look);
      if (readsTheSame(known, sources)) return known.value as T;
      const again = make(sources, look);
      return this.#same(again, known.value) ? (known.value as T) : again;
    }
    const read = new Map<ContractKind | 'all', readonly Document[]>();
    const looked = new Looked();
    const value = make(noting(sources, read), looked.noting(look));
    this.#known.set(name, { read, looked, grounds, value });
    return value;
  }

  #settle<T extends Entity>(name: string, things: readonly T[]): readonly T[] {
    const known = this.#things.get(name);
    if (!known) {
      this.#things.set(name, { all: things, bySubject: new Map(things.map((one) => [one.subject, one])) });
      return things;
    }
    const settled = things.map((one) => {
      const before = known.bySubject.get(one.subject) as T | undefined;
      return before && this.#same(before, one) ? before : one;
    });
    return isSame(settled, known.all) ? (known.all as readonly T[]) : settled;
  }
}

/** The same sources; what is asked for is noted. */
function noting(sources: Sources, read: Map<ContractKind | 'all', readonly Document[]>): Sources {
  const of: Sources['of'] = (kind) => {
    const documents = sources.of(kind);
    read.set(kind, documents as unknown as readonly Document[]);
    return documents;
  };
  const documents = () => {
    read.set('all', sources.documents);
    return sources.documents;
  };
  return Object.create(sources, { of: { value: of }, documents: { get: documents } }) as Sources;
}

const readsTheSame = ({ read }: Known, sources: Sources): boolean =>
  [...read].every(([kind, documents]) =>
    isSame(
      documents,
      kind === 'all' ? sources.documents : (sources.of(kind) as unknown as readonly Document[]),
    ),
  );
