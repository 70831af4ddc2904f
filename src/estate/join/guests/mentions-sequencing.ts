import { atValue } from '../../../finding/place.ts';
import type { Document } from '../../../load/document.ts';
import type { GuestState } from '../../model/guest.ts';
import { listOf, type Row, rowOf, textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { isVersion4, lifecycleMaps } from '../order/sequencing.ts';
import { type Mention, STATE_WEIGHT } from './guest-mentions.ts';

const LIST_STATES: Readonly<Record<string, GuestState>> = {
  active_vm_ids: 'active',
  active_lxc_ids: 'active',
  startup_order: 'active',
  shutdown_order: 'active',
  template_vm_ids: 'template',
  destroyed_vm_ids: 'retired',
  retired_vm_ids: 'retired',
};

/** VMIDs in order lists and phases of startup.sequencing. */
export function sequencingMentions(sources: Sources): Mention[] {
  return sources
    .of('startup.sequencing')
    .flatMap((document) => [...listMentions(document), ...phaseMentions(document)]);
}

function listMentions(document: Document<'startup.sequencing'>): Mention[] {
  return lifecycleMaps(document).flatMap(({ site, path, row }) =>
    Object.entries(LIST_STATES).flatMap(([key, state]) =>
      idsIn(document, [...path, key], row[key], site, key).map((mention) => ({
        ...mention,
        state: { state, weight: STATE_WEIGHT.list },
      })),
    ),
  );
}

/** A plain VMID, or `<site>/<VMID>` of the same site. */
export function vmidIn(text: string | undefined, site: string): number | undefined {
  const bare = text?.startsWith(`${site}/`) ? text.slice(site.length + 1) : text;
  return bare !== undefined && /^\d{1,9}$/.test(bare) ? Number(bare) : undefined;
}

function idsIn(
  document: Document,
  path: (string | number)[],
  value: unknown,
  site: string,
  what: string,
): Mention[] {
  return listOf(value).flatMap((item, index) => {
    const vmid = vmidIn(textOf(item), site);
    const at = atValue(document.file, ...path, ...(Array.isArray(value) ? [index] : []));
    return vmid === undefined
      ? []
      : [{ vmid, kind: 'startup.sequencing' as const, what, at, site, names: [], addresses: [] }];
  });
}

function phaseMentions(document: Document<'startup.sequencing'>): Mention[] {
  const typed = isVersion4(document);
  return listOf(document.data?.phases).flatMap((item, phase) => {
    const row = rowOf(item);
    const site = textOf(row.site);
    return site === undefined
      ? []
      : listOf(row.hosts).flatMap((host, index) =>
          hostMentions(document, rowOf(host), ['phases', phase, 'hosts', index], site, typed),
        );
  });
}

/** In version 4 `vm_ids` stands beside `lxc_ids` and means VMs; in version 3 it holds either kind. */
function hostMentions(
  document: Document,
  host: Row,
  path: (string | number)[],
  site: string,
  typed: boolean,
): Mention[] {
  const vms = idsIn(document, [...path, 'vm_ids'], host.vm_ids, site, 'phase vm_ids');
  const containers = idsIn(document, [...path, 'lxc_ids'], host.lxc_ids, site, 'phase lxc_ids');
  return [
    ...vms.map((mention) => (typed ? withKind(mention, 'qemu', 'vm_ids') : mention)),
    ...containers.map((mention) => withKind(mention, 'lxc', 'lxc_ids')),
  ];
}

function withKind(mention: Mention, kind: 'qemu' | 'lxc', key: string): Mention {
  return { ...mention, evidence: { kind, strength: 'list', text: `listed under ${key}` } };
}
