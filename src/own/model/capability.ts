import type { Capability } from '../../estate/model/capability.ts';
import { any, fields, maybe, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { values } from './ssh.ts';

const CAPABILITY = fields('capability', {
  id: text('Key of the capability.'),
  site: maybe(text('Its site, when it has exactly one.')),
  command: maybe(text('Its command as written.')),
  argv: texts('The words of the command.'),
  script: maybe(text('File of the estate that the command runs.')),
  script_exists: truth('Whether that file, or a program outside the estate, is there.'),
  safety: maybe(text('Its safety class.')),
  approval: maybe(text('Its approval mode.')),
  lifecycle: maybe(text('Its lifecycle.')),
  requires: texts('Capabilities that it requires.'),
  facet: text('What it observes or does, as a facet.'),
  observability: truth('Whether it only observes.'),
  sites: texts('Sites of what it acts on.'),
  nodes: texts('Nodes that its row names.'),
  row: any('Its row as capabilities holds it.'),
});

export const capability = entityView<Capability, typeof CAPABILITY>({
  shape: CAPABILITY,
  plural: 'capabilities',
  about: 'A command that the estate offers.',
  reads: ['capabilities'],
  all: (estate) => estate.capabilities,
  view: (one, { row }) => ({
    id: one.id,
    site: one.site ?? null,
    command: one.command?.value ?? null,
    argv: one.argv,
    script: one.executable?.path ?? null,
    script_exists: one.executable?.exists ?? false,
    safety: one.safety ?? null,
    approval: one.approval ?? null,
    lifecycle: one.lifecycle ?? null,
    requires: values(one.requires),
    facet: one.facet,
    observability: one.observability,
    sites: one.sites,
    nodes: values(one.nodes),
    get row() {
      return row(one.at);
    },
  }),
});
