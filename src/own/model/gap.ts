import type { Gap } from '../../estate/model/loop.ts';
import { any, fields, maybe, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { values } from './ssh.ts';

const GAP = fields('gap', {
  id: text('Id of the gap.'),
  title: text('Its title.'),
  severity: maybe(text('`critical`, `high`, `medium`, `low` or `info`.')),
  status: maybe(text('Its status, in lower case.')),
  closed: truth('Whether its status says that nothing is left to do.'),
  loops: texts('Loops that it names as parents.'),
  fixed_in: maybe(text('What fixed it.')),
  resolution: maybe(text('How it was resolved.')),
  run_keys: texts('Run keys that its row names.'),
  bound: truth('Whether gap.gates binds it to a gate.'),
  row: any('Its row as operational.gaps holds it.'),
});

export const gap = entityView<Gap, typeof GAP>({
  shape: GAP,
  plural: 'gaps',
  about: 'A known defect.',
  reads: ['operational.gaps', 'gap.gates'],
  all: (estate) => estate.gaps,
  view: (one, { estate, row }) => ({
    id: one.id,
    title: one.title,
    severity: one.severity?.value ?? null,
    status: one.status?.value ?? null,
    closed: one.closed,
    loops: values(one.parentLoops),
    fixed_in: one.fixedIn?.value ?? null,
    resolution: one.resolution?.value ?? null,
    run_keys: values(one.runKeys),
    bound: estate.index.bindingsOf(one.id).length > 0,
    get row() {
      return row(one.at);
    },
  }),
});
