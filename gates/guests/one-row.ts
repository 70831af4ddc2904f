import { duplicatesIn } from '../../src/estate/ask/contracts.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { isActiveSite } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest, GuestMention } from '../../src/estate/model/guest.ts';
import type { Anchor } from '../../src/finding/place.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';

export default defineGate<Guest>({
  id: 'guests/one-row',
  title: 'Every VMID of a site has one lifecycle row',
  why: 'Two rows for one VMID are two owners, two hosts and two backups: whoever edits the first one changes nothing, and an executor acts on the guest that it did not mean.',
  fix: 'Delete the row that is out of date, or give the guest of the other site its own hypervisor.',
  severity: 'error',
  reads: ['vm.lifecycle', 'topology.sites'],
  unseen: 'Two rows that name the same hypervisor: contracts/keys-unique reports those.',
  examines: (estate) => estate.guests.filter((guest) => guest.row && isActiveSite(estate, guest.site)),
  *judge(guest, estate) {
    const [first, ...others] = guest.mentions.filter(isRow) as [GuestMention, ...GuestMention[]];
    for (const { at } of others) {
      if (isReported(at, estate)) continue;
      yield {
        at,
        message: `${named(guest)} has a second lifecycle row for VMID ${guest.vmid}; one row was expected`,
        related: [{ message: 'the first row', at: first.at }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the VMID of another site',
        edits: [
          {
            file: LIFECYCLE,
            find: 'vms:\n',
            replace:
              'vms:\n  - {id: 105, hostname: late, proxmox_host: pve, owner: "@operator", status: decommissioned}\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a second row on another host of the site',
        edits: [
          {
            file: LIFECYCLE,
            find: 'vms:\n',
            replace:
              'vms:\n  - {id: 105, hostname: pihole-home, proxmox_host: gw-home, vm_type: lxc, owner: "@operator", status: decommissioned}\n',
          },
          { file: LIFECYCLE, find: '- id: 105\n', replace: '- id: «105»\n' },
        ],
      },
    ],
  },
});

const isRow = ({ kind, what }: GuestMention): boolean => kind === 'vm.lifecycle' && what === 'row';

const isReported = (at: Anchor, estate: Estate): boolean =>
  duplicatesIn(estate, at.file).some((row) => JSON.stringify(row.at) === JSON.stringify(at));
