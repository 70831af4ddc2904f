import type { Gap, Loop } from '../../estate/model/loop.ts';
import type { GateScript } from '../../estate/model/pack.ts';
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

const LOOP = fields('loop', {
  id: text('Id of the loop.'),
  file: text('Path of its scope.'),
  status: maybe(text('Its status.')),
  closed: truth('Whether it says that it is closed.'),
  owner: maybe(text('Who closes it.')),
  objective: maybe(text('What it is for.')),
  gaps: texts('Ids of the gaps that it lists.'),
  row: any('Its front matter.'),
});

export const loop = entityView<Loop, typeof LOOP>({
  shape: LOOP,
  plural: 'loops',
  about: 'A scope that lists gaps.',
  reads: ['loop.scope'],
  all: (estate) => estate.loops,
  rowAt: ({ file }) => ({ file, path: [], on: 'value' }),
  view: (one, { row }) => ({
    id: one.id,
    file: one.file,
    status: one.status?.value ?? null,
    closed: one.closed,
    owner: one.owner ?? null,
    objective: one.objective ?? null,
    gaps: one.gaps.map(({ id }) => id),
    get row() {
      return row({ file: one.file, path: [], on: 'value' });
    },
  }),
});

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
