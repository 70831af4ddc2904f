import type { Loop } from '../../estate/model/loop.ts';
import { any, fields, maybe, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';

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
