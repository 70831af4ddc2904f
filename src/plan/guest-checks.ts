import { listed, named } from '../estate/ask/describe.ts';
import type { Guest } from '../estate/model/guest.ts';
import { hypervisorOf } from './members.ts';
import type { Planning } from './planning.ts';

/** No plan touches a guest of which it is not certain whether `qm` or `pct` acts on it, and where. */
export function refuseDoubtfulGuest(planning: Planning, guest: Guest): void {
  if (guest.kindDisputed) refuseDispute(planning, guest);
  else if (guest.guestKind === undefined) {
    planning.refuse(
      `no contract tells whether ${named(guest)} is a VM or a container: add a row with vm_type to vm.lifecycle.yaml`,
      guest.at,
    );
  }
  if (!hypervisorOf(planning.estate, guest)) refuseCarrier(planning, guest);
}

function refuseDispute(planning: Planning, guest: Guest): void {
  const words = guest.kindEvidence.map(({ kind, text }) => `${kind} by ${text}`);
  planning.refuse(
    `the contracts disagree whether ${named(guest)} is a VM or a container (${listed([...new Set(words)])}): make them say the same`,
    guest.at,
    guest.kindEvidence.map(({ text, at }) => ({ text, at })),
  );
}

function refuseCarrier(planning: Planning, guest: Guest): void {
  const stated = guest.hypervisor;
  const problem = stated
    ? `its proxmox_host "${stated.value}" is no hypervisor that the contracts know`
    : 'its row names no proxmox_host, and its site has not exactly one hypervisor';
  planning.refuse(`${named(guest)} runs on no known hypervisor: ${problem}`, stated?.at ?? guest.at);
}
