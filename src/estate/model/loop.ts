import type { Waiver } from '../../config/waivers.ts';
import type { Anchor } from '../../finding/place.ts';
import type { Entity, Stated } from './entity.ts';

export type GapSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** A known defect: a row of operational.gaps. Words are in lower case, whatever their case in the register. */
export interface Gap extends Entity {
  readonly id: string;
  readonly title: string;
  /** Title, description and the place it is about, for people and for suggestions. */
  readonly text: string;
  readonly severity?: Stated<GapSeverity>;
  readonly status?: Stated<string>;
  /** Its status says that nothing is left to do. */
  readonly closed: boolean;
  /** `parent_loop` and `loop`. */
  readonly parentLoops: readonly Stated<string>[];
  readonly fixedIn?: Stated<string>;
  readonly resolution?: Stated<string>;
  readonly notes?: Stated<string>;
  readonly lock?: Stated<string>;
  readonly runKeys: readonly Stated<string>[];
  readonly doc?: Stated<string>;
}

/** A line of gap.gates: what must hold for a gap to be proven. */
export interface GapBinding {
  readonly gap: string;
  readonly gate: string;
  readonly subject?: string;
  readonly site?: string;
  readonly file?: string;
  readonly at: Anchor;
}

/** A gap of gap.gates with its bindings. */
export interface BoundGap extends Entity {
  readonly id: string;
  readonly bindings: readonly GapBinding[];
}

/** A gap that a loop lists. */
export interface LinkedGap {
  /** The register's spelling where the register has it. */
  readonly id: string;
  readonly at: Anchor;
  /** The heading above it, without its count. */
  readonly group?: string;
  /** What the line itself says; the register is what counts. */
  readonly severity?: Stated<GapSeverity>;
  readonly state?: Stated<string>;
  readonly text: string;
}

/** A number in a loop's prose that claims to count its gaps, with the number that are listed. */
export interface GapCount {
  readonly claimed: number;
  readonly listed: number;
  readonly at: Anchor;
  /** In words: the heading or the sentence that claims. */
  readonly where: string;
}

/** A number that claims to count the gaps of one severity. */
export interface SeverityCount {
  readonly claimed: number;
  readonly severity: GapSeverity;
  readonly at: Anchor;
}

/** An item of the success criteria or of the definition of done. */
export interface Criterion {
  readonly text: string;
  readonly at: Anchor;
  /** Of a checkbox: whether it is ticked. */
  readonly ticked?: boolean;
}

/** A scope that lists gaps and closes when they are proven closed. */
export interface Loop extends Entity {
  readonly id: string;
  readonly file: string;
  readonly status?: Stated<string>;
  readonly closed: boolean;
  readonly owner?: string;
  readonly objective?: string;
  /** Headings below which gaps are listed, in order, without their counts. */
  readonly groups: readonly string[];
  /** Each gap once, where it is listed first. */
  readonly gaps: readonly LinkedGap[];
  /** Gaps that are listed again. */
  readonly repeated: readonly LinkedGap[];
  /** Counts in headings and prose. */
  readonly counts: readonly GapCount[];
  /** The summary by severity: its heading and its numbers. */
  readonly summary?: { readonly at: Anchor; readonly counts: readonly SeverityCount[] };
  readonly successCriteria: readonly Criterion[];
  readonly definitionOfDone: readonly Criterion[];
  /** Run keys below the receipts heading. */
  readonly runKeys: readonly Stated<string>[];
}

/** An accepted risk, in force or not; its subject is the file that holds it. */
export interface WaiverRow extends Entity {
  readonly waiver: Waiver;
}
