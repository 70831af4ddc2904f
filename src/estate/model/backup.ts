import type { Anchor } from '../../finding/place.ts';
import type { Entity, Reference, Stated } from './entity.ts';

export interface BackupTarget extends Entity {
  readonly name: string;
  readonly enabled: boolean;
  readonly facet: 'vm' | 'app';
  readonly facetStated?: Stated<string>;
  /** Guests it protects, by stated references, by its glob, or by a lifecycle row that names it. */
  readonly guests: readonly Reference[];
  /** References that resolve to nothing. */
  readonly danglingGuests: readonly Stated<string>[];
  /** Where the files are: the node or guest, and its site. */
  readonly host?: Stated<string>;
  readonly destinationSite?: string;
  /** The site of what it protects. */
  readonly site?: string;
  /** True when both sites are known and differ. */
  readonly offsite: boolean;
  readonly basePath?: Stated<string>;
  readonly glob?: Stated<string>;
  /** Hours after which its newest copy counts as stale. */
  readonly staleAfterHours?: Stated<number>;
  readonly classification?: string;
  /** How often it is written, where any contract tells. */
  readonly period?: SchedulePeriod;
  /** A schedule it names that no contract knows. */
  readonly danglingSchedule?: Stated<string>;
  /** A schedule it names that never runs, or of which nothing tells when. */
  readonly idleSchedule?: IdleSchedule;
}

/** Longest distance of two runs of a schedule, and how long a run may take; hours. */
export interface SchedulePeriod {
  readonly hours: number;
  readonly durationHours: number;
  /** In words: the job, class or event, and its cron or frequency. */
  readonly text: string;
  readonly at: Anchor;
}

export interface IdleSchedule extends Stated<string> {
  readonly row: Anchor;
  readonly isOff: boolean;
}

/** A rule by which old copies go away. */
export interface RetentionRule {
  readonly text: string;
  readonly at: Anchor;
  readonly sites: readonly string[];
}

/** What was observed of the backups: the freshness snapshot, or the older posture snapshot (counts only). */
export interface Evidence {
  readonly kind: 'backup.freshness.snapshot' | 'backup.posture.snapshot';
  readonly at: Anchor;
  /** ISO 8601; milliseconds since the epoch in `observedMs`. */
  readonly observedAt?: Stated<string>;
  readonly observedMs?: number;
  /** The evidence's own limit, hours. */
  readonly maxAgeHours: number;
  readonly observations: readonly BackupObservation[];
  readonly counts?: {
    readonly total: number;
    readonly ok: number;
    readonly degraded: number;
    readonly at: Anchor;
  };
}

export interface BackupObservation {
  readonly target: string;
  readonly at: Anchor;
  /** When it was seen: as its row says, else as the snapshot does. */
  readonly observedAt?: Stated<string>;
  readonly observedMs?: number;
  readonly state: string;
  readonly newestAt?: Stated<string>;
  readonly newestMs?: number;
  readonly sizeBytes?: number;
}
