import { subjectOf } from '../../finding/subject.ts';
import type { BackupObservation, Evidence } from '../model/backup.ts';
import type { Entity } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';

/** A snapshot as something to examine: the contract that holds it. */
export interface Snapshot extends Entity {
  readonly evidence: Evidence;
}

/** The observation of one target. */
export interface Observed extends Entity {
  readonly observation: BackupObservation;
  readonly evidence: Evidence;
}

export function snapshots(estate: Estate): Snapshot[] {
  return estate.evidence.map((evidence) => ({
    subject: subjectOf('contract', evidence.at.file),
    at: evidence.at,
    evidence,
  }));
}

export function observedTargets(estate: Estate): Observed[] {
  return estate.evidence.flatMap((evidence) =>
    evidence.observations.map((observation) => observedTarget(estate, observation, evidence)),
  );
}

function observedTarget(estate: Estate, observation: BackupObservation, evidence: Evidence): Observed {
  const site = estate.index.target(observation.target)?.site;
  const entity = {
    subject: subjectOf('target', observation.target),
    at: observation.at,
    observation,
    evidence,
  };
  return site === undefined ? entity : { ...entity, site };
}

/** Clocks of two machines may differ by this much. */
export const CLOCK_SKEW_MS = 5 * 60_000;

export const HOUR_MS = 3_600_000;
