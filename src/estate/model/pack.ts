import type { Anchor } from '../../finding/place.ts';
import type { Executable } from './capability.ts';
import type { Entity, Stated } from './entity.ts';

/** A check of the estate's own: a row of gate.registry. */
export interface GateScript extends Entity {
  readonly id: string;
  readonly name?: Stated<string>;
  readonly category?: Stated<string>;
  readonly description: string;
  readonly severity?: Stated<string>;
  readonly retired: boolean;
  /** Checked by the runner itself. */
  readonly inline: boolean;
  /** Cannot fail a run, on purpose. */
  readonly reportsOnly: boolean;
  readonly checkScript?: Stated<string>;
  /** The file that `check_script` names. */
  readonly executable?: Executable;
  /** Gates that it is made of. */
  readonly compositeOf: readonly Stated<string>[];
  /** The gate that runs it. */
  readonly compositeParent?: Stated<string>;
}

/** A file of gate.registry: what it says of its own rows. */
export interface GateRegister extends Entity {
  readonly file: string;
  readonly counts: { readonly [K in 'total' | 'active' | 'retired']?: Stated<number> };
  readonly categories: readonly Stated<string>[];
  /** Whether it declares categories at all. */
  readonly categoriesAt?: Anchor;
  readonly gates: readonly GateScript[];
}

/** A named set of the estate's own gates: a domain of gate.domain.profiles, or the core list of the topology. */
export interface EstatePack extends Entity {
  readonly id: string;
  readonly from: 'domain' | 'core';
  readonly gates: readonly Stated<string>[];
}

/** A row of the topology's `gate_assignments`. */
export interface GateAssignment {
  readonly gate: Stated<string>;
  readonly at: Anchor;
  readonly primary?: Stated<string>;
  readonly secondary: readonly Stated<string>[];
}

/** A file of gate.execution.topology. */
export interface GateTopology extends Entity {
  readonly file: string;
  readonly assignments: readonly GateAssignment[];
  readonly assignmentsAt: Anchor;
  readonly domains: readonly Stated<string>[];
  readonly domainsAt: Anchor;
  readonly releaseSequence: readonly Stated<string>[];
  readonly coreGates: readonly Stated<string>[];
  readonly coreLimit?: Stated<number>;
  /** Whether its rules demand a primary domain for every active gate. */
  readonly demandsPrimary: boolean;
}
