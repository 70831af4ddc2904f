import type { EstatePack } from '../../estate/model/pack.ts';
import { fields, text, texts } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { values } from './ssh.ts';

const PACK = fields('pack', {
  id: text('Id of the domain, or `core`.'),
  from: text('`domain` of gate.domain.profiles, or `core` for the core list of the topology.'),
  gates: texts('Ids of the checks in it.'),
});

export const pack = entityView<EstatePack, typeof PACK>({
  shape: PACK,
  plural: 'packs',
  about: "A named set of the estate's own checks.",
  reads: ['gate.domain.profiles', 'gate.execution.topology'],
  all: (estate) => estate.packs,
  view: (one) => ({ id: one.id, from: one.from, gates: values(one.gates) }),
});
