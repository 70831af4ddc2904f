import type { Script } from '../../estate/model/script.ts';
import { fields, integer, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';

const SCRIPT = fields('script', {
  path: text('Where it lies.'),
  executable: truth('Whether it can be run as it is.'),
  size: integer('How many bytes it has.'),
  calls: texts('Scripts of the estate that it calls.'),
  called_by: texts('Scripts of the estate that call it.'),
  sites: texts('Sites that it may name, since it is named for them.'),
  source: text('Its text.'),
});

export const script = entityView<Script, typeof SCRIPT>({
  shape: SCRIPT,
  plural: 'scripts',
  about:
    'A shell or Python script that names something of the contracts or acts on machines, with those that run it, or one that the gate registry names, with those that it runs.',
  reads: [],
  all: (estate) => estate.scripts,
  view: ({ path, facts }) => ({
    path,
    executable: facts.executable,
    size: BigInt(facts.size),
    calls: paths(facts.calls.map((call) => call.to)),
    called_by: paths(facts.calledBy.map((call) => call.from)),
    sites: facts.places,
    source: facts.source,
  }),
});

const paths = (all: readonly string[]): string[] => [...new Set(all)].sort();
