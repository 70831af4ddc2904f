import type { Node } from '../../estate/model/node.ts';
import { any, fields, maybe, one, text, texts } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { SSH, sshView, values } from './ssh.ts';

const NODE = fields('node', {
  id: text('Id of the node.'),
  kind: text('`hypervisor`, `nas`, `network`, `oob`, `workstation` or `device`.'),
  site: maybe(text('Id of its site.')),
  names: texts('Other names: hostnames, registry ids, aliases.'),
  addresses: texts('Its addresses on the LAN.'),
  overlay_addresses: texts('Its addresses in an overlay network.'),
  macs: texts('MAC addresses that contracts state.'),
  contracts: texts('Kinds of contracts that have a row for it.'),
  domain: maybe(text('Domain in the service registry.')),
  terminal_role: maybe(text('Terminal role in the service registry.')),
  ssh: maybe(one(SSH, 'Its ssh target.')),
  row: any('Its row where it was declared first.'),
});

export const node = entityView<Node, typeof NODE>({
  shape: NODE,
  plural: 'nodes',
  about: 'What has power and an address: hypervisor, NAS, network or out-of-band device.',
  reads: ['topology.sites', 'ssh.targets', 'service.registry'],
  all: (estate) => estate.nodes,
  view: (one, { row }) => ({
    id: one.id,
    kind: one.kind,
    site: one.site ?? null,
    names: one.names,
    addresses: values(one.addresses),
    overlay_addresses: values(one.overlayAddresses),
    macs: values(one.macs),
    contracts: [...new Set(one.rows.map((row) => row.kind))],
    domain: one.registry?.domain?.value ?? null,
    terminal_role: one.registry?.terminalRole?.value ?? null,
    ssh: sshView(one.ssh),
    get row() {
      return row(one.at);
    },
  }),
});
