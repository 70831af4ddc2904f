import type { Guest } from '../../estate/model/guest.ts';
import { any, fields, integer, many, maybe, one, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { listed } from './site.ts';
import { SSH, sshView, values } from './ssh.ts';
import { TARGET, targetView } from './target.ts';

const GUEST = fields('guest', {
  key: text('`<site>/<VMID>`.'),
  vmid: integer('Its VMID.'),
  site: text('Id of its site.'),
  hostname: maybe(text('Its hostname.')),
  names: texts('Every name by which a contract knows it.'),
  kind: maybe(text('`qemu` or `lxc`; null when nothing tells.')),
  kind_disputed: truth('Whether contracts disagree on the kind.'),
  state: text('`active`, `planned`, `template` or `retired`.'),
  status: maybe(text('Status as its row has it.')),
  hypervisor: maybe(text('Hypervisor on which it runs.')),
  owner: maybe(text('Who answers for it.')),
  role: maybe(text('Its role.')),
  stacks: texts('Compose stacks that it runs.'),
  services: texts('Services that its row lists.'),
  addresses: texts('Its addresses on the LAN.'),
  overlay_addresses: texts('Its addresses in an overlay network.'),
  backup_target: maybe(text('Backup target that its row names.')),
  backups: many(TARGET, 'Backup targets that protect it.'),
  has_storage_row: truth('Whether the storage policy has a row for it.'),
  in_startup_order: truth('Whether the startup order of its site lists it.'),
  in_shutdown_order: truth('Whether the shutdown order of its site lists it.'),
  ssh: maybe(one(SSH, 'Its ssh target.')),
  row: any('Its row as vm.lifecycle holds it; null without one.'),
});

export const guest = entityView<Guest, typeof GUEST>({
  shape: GUEST,
  plural: 'guests',
  about: 'A VM or container: any VMID that a contract knows for a site.',
  reads: ['vm.lifecycle', 'topology.sites'],
  all: (estate) => estate.guests,
  rowAt: (one) => one.row ?? one.at,
  view: (one, look) => {
    const sequence = look.estate.index.sequenceOf(one.site);
    return {
      key: one.key,
      vmid: BigInt(one.vmid),
      site: one.site,
      hostname: one.hostname ?? null,
      names: one.names,
      kind: one.guestKind ?? null,
      kind_disputed: one.kindDisputed,
      state: one.state,
      status: one.status?.value ?? null,
      hypervisor: one.hypervisor?.value ?? null,
      owner: one.owner?.value ?? null,
      role: one.role ?? null,
      stacks: one.stacks,
      services: one.services,
      addresses: values(one.addresses),
      overlay_addresses: values(one.overlayAddresses),
      backup_target: one.backupTargetName?.value ?? null,
      backups: look.estate.index.targetsOfGuest(one.key).map((target) => targetView(target, look)),
      has_storage_row: one.storage !== undefined,
      in_startup_order: listed(sequence?.startup).includes(one.key),
      in_shutdown_order: listed(sequence?.shutdown).includes(one.key),
      ssh: sshView(one.ssh),
      get row() {
        return look.row(one.row);
      },
    };
  },
});
