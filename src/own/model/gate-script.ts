import type { GateScript } from '../../estate/model/pack.ts';
import { any, fields, maybe, text, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';

const CHECK = fields('gate_script', {
  id: text('Id in the gate registry.'),
  name: maybe(text('Its name.')),
  category: maybe(text('Its category.')),
  severity: maybe(text('Its severity as written.')),
  retired: truth('Whether it is retired.'),
  inline: truth('Whether the runner itself checks it.'),
  check_script: maybe(text('Path of its script as written.')),
  script_exists: truth('Whether that script is there.'),
  row: any('Its row as gate.registry holds it.'),
});

export const gateScript = entityView<GateScript, typeof CHECK>({
  shape: CHECK,
  plural: 'gate_scripts',
  about: 'A check of the gate registry.',
  reads: ['gate.registry'],
  all: (estate) => estate.gateScripts,
  view: (one, { row }) => ({
    id: one.id,
    name: one.name?.value ?? null,
    category: one.category?.value ?? null,
    severity: one.severity?.value ?? null,
    retired: one.retired,
    inline: one.inline,
    check_script: one.checkScript?.value ?? null,
    script_exists: one.executable?.exists ?? false,
    get row() {
      return row(one.at);
    },
  }),
});
