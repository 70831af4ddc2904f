import type { ContractKind } from '../../contract/kinds.ts';
import type { Severity } from '../../finding/finding.ts';
import type { Anchor } from '../../finding/place.ts';
import type { LoadProblem } from '../../load/problem.ts';
import type { Entity, Stated } from './entity.ts';

/** A written decision that leaves something out of a contract's scope; shown with findings, never silencing them. */
export interface ScopeDecision {
  readonly kind: ContractKind;
  readonly text: string;
  readonly at: Anchor;
  /** Sites that its text names. */
  readonly sites: readonly string[];
}

/** A governed file. */
export interface Contract extends Entity {
  readonly file: string;
  readonly kind: ContractKind;
  readonly loaded: boolean;
  readonly problems: readonly LoadProblem[];
  /** When it says it was last verified or updated, as written. */
  readonly verified?: Stated<string>;
}

/** Two rows with one key, in one file or over several. */
export interface DuplicateRow {
  readonly kind: ContractKind;
  readonly collection: string;
  readonly key: string;
  readonly at: Anchor;
  readonly first: Anchor;
}

/** A reference from one contract into another that resolves to nothing. */
export interface DanglingReference {
  readonly kind: ContractKind;
  /** In words: which field. */
  readonly field: string;
  readonly value: string;
  /** In words: what it should have named. */
  readonly expected: string;
  readonly known: readonly string[];
  readonly at: Anchor;
  readonly severity: Severity;
}
