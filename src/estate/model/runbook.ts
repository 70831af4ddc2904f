import type { Anchor } from '../../finding/place.ts';
import type { Entity, Stated } from './entity.ts';

export interface Runbook extends Entity {
  readonly file: string;
  readonly title: string;
  readonly sites: readonly {
    readonly site: string;
    readonly at: Anchor;
    readonly by: 'stated' | 'hypervisor';
  }[];
  readonly preChecks?: Anchor;
  readonly hardStops?: Anchor;
  readonly rollback?: Anchor;
  /** Hours that its text demands of the newest backup. */
  readonly backupMaxAgeHours?: Stated<number>;
}
