import { basename } from 'node:path';
import type { ContractKind } from '../../src/contract/kinds.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const HOLD_VMIDS: ReadonlySet<ContractKind> = new Set<ContractKind>([
  'startup.sequencing',
  'vm.lifecycle',
  'service.registry',
  'infra.storage.placement.policy',
  'backup.inventory',
  'device.registry',
  'proxmox.inventory',
]);

const straysByFile = oncePerEstate((estate) => groupByNames(estate.strayVmids, (stray) => [stray.at.file]));

export default defineGate<Contract>({
  id: 'guests/known-site',
  title: 'Every VMID in a contract belongs to a site',
  why: 'A VMID is unique only within a site: where the site is unknown, no law can hold the guest to a standard and no run can reach it.',
  fix: "State the guest's hypervisor or site in its row, or bring the VMID into the range of its site.",
  severity: 'error',
  reads: ['topology.sites', 'infra.placement.policy', 'proxmox.inventory'],
  unseen: 'VMIDs in prose.',
  examines: (estate: Estate) =>
    estate.contracts.filter((contract) => contract.loaded && HOLD_VMIDS.has(contract.kind)),
  *judge(contract, estate) {
    for (const stray of straysByFile(estate).get(contract.file) ?? []) {
      yield {
        at: stray.at,
        key: `${stray.what} ${stray.vmid}`,
        message: `VMID ${stray.vmid} (${stray.what} of ${basename(contract.file)}) belongs to no declared site: neither its row, its hypervisor nor any vmid_range tells one`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a VMID outside of every range whose hypervisor is known',
        edits: [{ file: 'ops/bindings/vm.lifecycle.yaml', find: '- id: 9000', replace: '- id: 9900' }],
      },
    ],
    failing: [
      {
        name: 'a storage row for a VMID that no site has',
        edits: [
          {
            file: 'ops/bindings/infra.storage.placement.policy.yaml',
            find: '  pihole-home:\n    vmid: 105',
            replace: '  «pihole-home»:\n    vmid: 7105',
          },
        ],
      },
    ],
  },
});
