import type { Place } from './place.ts';
import type { Subject } from './subject.ts';

export type Severity = 'error' | 'warning';

export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** Why a finding does not fail a run: an accepted risk with an owner, or an inline allow in a script. */
export interface Waived {
  readonly source: 'waiver' | 'inline';
  readonly by?: string;
  readonly reason: string;
  readonly expires?: string;
}

/** One breach of one gate at one place, about one subject. */
export interface Finding {
  readonly gate: string;
  readonly severity: Severity;
  readonly message: string;
  readonly subject: Subject;
  readonly site?: string;
  readonly place: Place;
  readonly related: readonly RelatedPlace[];
  readonly fix?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  readonly gap?: readonly string[];
  readonly waived?: Waived;
  /** Recorded as debt from before the gates came. */
  readonly baselined?: true;
  /** It was there before the change that is judged, and the change does not touch it. */
  readonly older?: true;
}
