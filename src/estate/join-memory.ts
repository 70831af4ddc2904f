import type { ContractKind } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import type { Sources } from './sources.ts';

/** Runs the joins of an estate: each afresh, or by what it gave before. */
export interface Joiner {
  /** `grounds` are what the join stands on besides the contracts: results of other joins. */
  readonly join: <T>(name: string, grounds: readonly unknown[], make: (sources: Sources) => T) => T;
}

export const freshJoins = (sources: Sources): Joiner => ({ join: (_, __, make) => make(sources) });

type Reading = ReadonlyMap<ContractKind | 'all', readonly Document[]>;

interface Known {
  /** The contracts that it asked for, by kind; under `all` when it went through every one. */
  readonly read: Reading;
  readonly grounds: readonly unknown[];
  readonly value: unknown;
}

/** What the joins of one estate gave, for variants of it that differ in contracts only: same files, same clock. */
export class JoinMemory {
  /** Whether two results of a join say the same, so that what stands on one may stand on the other. */
  readonly #same: (one: unknown, other: unknown) => boolean;
  readonly #known = new Map<string, Known>();

  constructor(same: (one: unknown, other: unknown) => boolean) {
    this.#same = same;
  }

  /** Joins that read the same contracts as the first time give the same. */
  over(sources: Sources): Joiner {
    return { join: (name, grounds, make) => this.#join(sources, name, grounds, make) };
  }

  #join<T>(sources: Sources, name: string, grounds: readonly unknown[], make: (sources: Sources) => T): T {
    const known = this.#known.get(name);
    if (known) {
      // A value points at its grounds: on others, one that says the same would point at nodes of another model.
      if (!isSame(known.grounds, grounds)) return make(sources);
      if (readsTheSame(known, sources)) return known.value as T;
      const again = make(sources);
      return this.#same(again, known.value) ? (known.value as T) : again;
    }
    const read = new Map<ContractKind | 'all', readonly Document[]>();
    const value = make(noting(sources, read));
    this.#known.set(name, { read, grounds, value });
    return value;
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

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);
