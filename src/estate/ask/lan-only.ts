import { subjectOf } from '../../finding/subject.ts';
import type { Entity } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

export interface LanOnly extends Entity {
  readonly id: string;
  readonly row: RowAt;
}

/** Ssh targets that answer on their own LAN only. */
export const lanOnlyTargets = oncePerEstate((estate: Estate): readonly LanOnly[] => {
  const rows = estate.index
    .loaded('ssh.targets')
    .flatMap((document) => RowAt.root(document).child('ssh').rows('targets'));
  return rows.flatMap((row) => {
    const id = row.identity('id');
    const words = [row.text('access_policy')?.value, row.text('access_method')?.value];
    if (!id || !words.includes('lan_only')) return [];
    const thing = estate.index.named(id.value);
    const subject = thing?.subject ?? subjectOf('device', id.value);
    return [
      { subject, at: id.at, id: id.value, row, ...(thing?.site !== undefined && { site: thing.site }) },
    ];
  });
});
