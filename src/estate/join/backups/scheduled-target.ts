import type { BackupTarget } from '../../model/backup.ts';
import type { Guest } from '../../model/guest.ts';
import type { RowAt } from '../../reading/row-at.ts';

/** A target before it is known how often it is written. */
export interface ScheduledTarget extends Pick<BackupTarget, 'name' | 'facet' | 'site'> {
  readonly row: RowAt;
  readonly guests: readonly Guest[];
  readonly timezone: string;
}
