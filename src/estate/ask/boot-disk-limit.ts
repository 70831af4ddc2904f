import type { Stated } from '../model/entity.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** How full a boot disk may be, in percent: the critical threshold of the storage policy. */
export const bootDiskLimit = oncePerEstate((estate): Stated<number> | undefined => {
  const thresholds = estate.index
    .loaded('infra.storage.placement.policy')
    .map((document) => RowAt.root(document).child('thresholds'));
  return thresholds.map((row) => row.number('boot_usage_critical_pct')).find((limit) => limit !== undefined);
});
