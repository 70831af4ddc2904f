import type { Estate } from '../estate/model/estate.ts';
import type { Finding } from '../finding/finding.ts';
import type { Change } from './change.ts';

/** Edits that should make a finding go away. */
export interface Proposal {
  readonly changes: readonly Change[];
  /** What somebody has to decide first: such edits are shown and never written. */
  readonly decision?: string;
}

/** Why no edit is offered. */
export interface Obstacle {
  readonly obstacle: string;
}

/** How findings of one gate are mended: proposals, best first. Pure; whether they hold is judged afterwards. */
export type Repair = (finding: Finding, estate: Estate) => Iterable<Proposal | Obstacle>;
