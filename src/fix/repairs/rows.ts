import { UNKNOWN } from '../../contract/draft.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import { listOf, rowOf, textOf } from '../../estate/reading/values.ts';
import type { Change } from '../change.ts';
import { pathOf } from '../order/lists.ts';
import type { Proposal, Repair } from '../repair.ts';
import { type ContractFile, contractFile, into } from './contract-file.ts';
import { thingOf } from './thing.ts';

/** A guest gets a row in the storage policy. */
export const placeGuest: Repair = function* (finding, estate) {
  const guest = thingOf(finding, estate);
  if (!guest || !isGuest(guest)) return;
  const contract = contractFile(estate, 'infra.storage.placement.policy', ['vm_storage'], guest.site);
  if (!contract) return;
  const { file } = contract;
  const value = {
    vmid: guest.vmid,
    ...(isAmbiguous(estate, guest) && { site: guest.site }),
    ...(guest.guestKind && { kind: guest.guestKind }),
  };
  const key = guest.hostname ?? `guest-${guest.vmid}`;
  yield { changes: into(contract, { kind: 'pair', file, path: ['vm_storage'], key, value, draft: true }) };
};

const isAmbiguous = (estate: Estate, { vmid }: Guest): boolean =>
  estate.guests.filter((one) => one.vmid === vmid).length > 1;

/** A guest that an inventory knows gets a lifecycle row. */
export const registerGuest: Repair = function* (finding, estate) {
  const guest = thingOf(finding, estate);
  if (!guest || !isGuest(guest)) return;
  const contract = contractFile(estate, 'vm.lifecycle', ['vms'], guest.site);
  if (!contract) return;
  const { file } = contract;
  const [only, ...others] = estate.index.site(guest.site)?.hypervisors ?? [];
  const host = guest.hypervisor?.value ?? (others.length === 0 ? only : undefined);
  const owner = usualOwner(estate, file);
  const value = {
    id: guest.vmid,
    ...(guest.hostname !== undefined && { hostname: guest.hostname }),
    ...(host !== undefined && { proxmox_host: host }),
    ...(guest.guestKind === 'lxc' && { vm_type: 'lxc' }),
    ...(owner !== undefined && { owner }),
    status: 'active',
  };
  yield { changes: into(contract, { kind: 'item', file, path: ['vms'], value, draft: true }) };
};

/** The owner of all other guests of the file, where they have one only. */
function usualOwner(estate: Estate, file: string): string | undefined {
  const document = estate.documents.find((one) => one.file === file);
  const rows = listOf(rowOf(document?.data).vms).map(rowOf);
  const owners = new Set(rows.flatMap((row) => textOf(row.owner) ?? []));
  return owners.size === 1 ? [...owners][0] : undefined;
}

/** A NAS gets a row in the service registry, or its row what it lacks: as another NAS has it. */
export const registerNas: Repair = function* (finding, estate) {
  const nas = thingOf(finding, estate);
  if (!nas || isGuest(nas)) return;
  const promised = promises(estate, nas);
  if (nas.registry) yield completed(nas, nas.registry.at.file, promised);
  const contract = contractFile(estate, 'service.registry', ['hosts'], nas.site);
  if (contract && !nas.registry) yield added(nas, contract, promised);
};

type Promised = Readonly<Record<'domain' | 'terminal_role' | 'slo', unknown>>;

function promises(estate: Estate, nas: Node): Promised {
  const twin = estate.nodes.find((one) => one !== nas && one.kind === 'nas' && one.registry?.slo)?.registry;
  return {
    domain: twin?.domain?.value ?? 'storage',
    terminal_role: twin?.terminalRole?.value ?? UNKNOWN,
    slo: twin?.slo?.value ?? UNKNOWN,
  };
}

function added(nas: Node, contract: ContractFile, promised: Promised): Proposal {
  const { file } = contract;
  const value = {
    kind: 'nas',
    ...(nas.site !== undefined && { site: nas.site }),
    ...promised,
    ...(nas.ssh && { ssh: nas.ssh.id }),
  };
  const row: Change = { kind: 'pair', file, path: ['hosts'], key: nas.id, value, draft: true };
  return { changes: into(contract, row) };
}

function completed({ registry }: Node, file: string, promised: Promised): Proposal {
  const { domain, terminalRole, slo, at } = registry!;
  const stated = { domain, terminal_role: terminalRole, slo };
  const missing = (['domain', 'terminal_role', 'slo'] as const).filter((key) => stated[key] === undefined);
  return {
    changes: missing.map((key) => ({
      kind: 'pair',
      file,
      path: pathOf(at),
      key,
      value: promised[key],
      draft: true,
    })),
  };
}

/** A lifecycle row names the target that holds the guest, where there is one only at its own site. */
export const nameBackupTarget: Repair = function* (finding, estate) {
  const guest = thingOf(finding, estate);
  if (!guest || !isGuest(guest) || !guest.backupTargetName) return;
  const own = estate.index
    .targetsOfGuest(guest.key)
    .filter((target) => target.enabled && target.facet === 'vm' && !target.offsite);
  const { at } = guest.backupTargetName;
  if (own.length !== 1) return;
  yield { changes: [{ kind: 'value', file: at.file, path: pathOf(at), value: own[0]!.name }] };
};
