import { atKey } from '../../../finding/place.ts';
import { subjectOf } from '../../../finding/subject.ts';
import type { EstatePack, GateTopology } from '../../model/pack.ts';
import { RowAt } from '../../reading/row-at.ts';
import type { Sources } from '../../sources.ts';

/** The estate's own packs: one for each domain of the profiles, and the core list of each topology. */
export function joinPacks(sources: Sources, topologies: readonly GateTopology[]): EstatePack[] {
  const domains = sources.of('gate.domain.profiles').flatMap((document) =>
    RowAt.root(document)
      .rows('domains')
      .flatMap((row) => domainPack(row)),
  );
  return [...domains, ...topologies.flatMap(corePack)];
}

function domainPack(row: RowAt): EstatePack[] {
  const id = row.identity('domain_id', 'id');
  if (!id) return [];
  return [
    {
      subject: subjectOf('pack', id.value),
      at: row.here,
      id: id.value,
      from: 'domain',
      gates: row.texts('gate_ids'),
    },
  ];
}

function corePack({ file, coreGates }: GateTopology): EstatePack[] {
  if (coreGates.length === 0) return [];
  const at = atKey(file, 'core_mode', 'core_gate_ids');
  return [{ subject: subjectOf('pack', 'core'), at, id: 'core', from: 'core', gates: coreGates }];
}
