import { atValue } from '../../../finding/place.ts';
import type { Document } from '../../../load/document.ts';
import type { GuestState } from '../../model/guest.ts';
import { present, stated } from '../../reading/stated.ts';
import { intOf, listOf, type Row, rowOf, textOf, textsOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { guestKindOf, type Mention, STATE_WEIGHT } from './guest-mentions.ts';

/** Rows of vm.lifecycle: the authority on state, kind, owner and hypervisor. */
export function lifecycleMentions(sources: Sources): Mention[] {
  return sources.of('vm.lifecycle').flatMap((document) => {
    const defaults = rowOf(document.data?.defaults);
    return listOf(document.data?.vms).flatMap((item, index) => {
      const row = rowOf(item);
      const idKey = ['id', 'vmid', 'vm_id'].find((key) => intOf(row[key]) !== undefined);
      return idKey === undefined ? [] : [mentionOf(document, row, index, idKey, defaults)];
    });
  });
}

function mentionOf(document: Document, row: Row, index: number, idKey: string, defaults: Row): Mention {
  const { file } = document;
  const path = (key: string) => ['vms', index, key];
  const inherited = (key: string) =>
    textOf(row[key]) === undefined
      ? stated(textOf(defaults[key]), file, ['defaults', key])
      : stated(textOf(row[key]), file, path(key));
  const at = atValue(file, ...path(idKey));
  const hypervisor = inherited('proxmox_host');
  const type = typeIn(row);
  const kind = type === undefined ? 'qemu' : guestKindOf(type.word);
  return {
    vmid: intOf(row[idKey])!,
    kind: 'vm.lifecycle',
    what: 'row',
    at,
    names: [...textsOf(row.hostname), ...textsOf(row.ssh_target)],
    addresses: ['lan_ip', 'tailscale_ip'].flatMap((key) => stated(textOf(row[key]), file, path(key)) ?? []),
    state: { state: stateOf(textOf(row.status)), weight: STATE_WEIGHT.lifecycle },
    ...(kind && {
      evidence: type
        ? {
            kind,
            strength: 'declared',
            text: `${type.key} ${type.word}`,
            at: atValue(file, ...path(type.key)),
          }
        : { kind, strength: 'declared', text: 'a lifecycle row without vm_type, which means qemu', at },
    }),
    ...present({ site: textOf(row.site), host: hypervisor?.value }),
    fields: present({
      hostname: textOf(row.hostname),
      row: at,
      unreadKind: type && !kind ? stated(type.word, file, path(type.key)) : undefined,
      status: stated(textOf(row.status), file, path('status')),
      hypervisor,
      owner: inherited('owner'),
      role: textOf(row.role),
      stacks: textsOf(row.stacks),
      services: textsOf(row.services),
      backupTargetName: stated(textOf(row.backup_target), file, path('backup_target')),
    }),
  };
}

/** A `type` says which kind of guest it is only where it is the word for one. */
function typeIn(row: Row): { readonly key: string; readonly word: string } | undefined {
  const key = ['vm_type', 'guest_type'].find((each) => textOf(row[each]) !== undefined) ?? 'type';
  const word = textOf(row[key]);
  return word === undefined || (key === 'type' && !guestKindOf(word)) ? undefined : { key, word };
}

function stateOf(status: string | undefined): GuestState {
  const word = status?.toLowerCase() ?? 'active';
  if (/template/.test(word)) return 'template';
  if (/decommission|abandon|retired|destroyed|deleted|archived/.test(word)) return 'retired';
  return /plan|provision|register|draft|proposed|reserved|pending|staged/.test(word) ? 'planned' : 'active';
}
