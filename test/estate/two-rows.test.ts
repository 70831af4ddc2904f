import { expect, test } from 'vitest';
import { estateOf, textAt } from './two-small-sites.ts';

const again = (status: string) => ({
  'again.vm.lifecycle.yaml': `vms: [{id: 121, hostname: hub-old, proxmox_host: hyper-b, status: ${status}}]`,
});

test('of two rows with one VMID the active one tells what the guest is', () => {
  const guest = estateOf(again('decommissioned')).index.guest('barge/121')!;
  expect([guest.state, guest.hostname, guest.status?.value]).toEqual(['active', 'hub-b', 'active']);
});

test('the place of the guest is the active row', () => {
  const estate = estateOf(again('decommissioned'));
  const { row } = estate.index.guest('barge/121')!;
  expect([row!.file, textAt(estate, row!)]).toEqual(['vm.lifecycle.yaml', '121']);
});
