import type { ContractKind } from '../../src/contract/kinds.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const DEVICES = 'ops/bindings/home.device.registry.yaml';
const SSH = 'ops/bindings/ssh.targets.yaml';
const HARDWARE = 'ops/bindings/hardware.inventory.yaml';

const STATE_MACS: ReadonlySet<ContractKind> = new Set([
  'ssh.targets',
  'hardware.inventory',
  'network.devices.ledger',
]);
const MAC = /^[0-9a-f]{12}$/;

export default defineGate<Node>({
  id: 'nas/one-mac',
  title: 'Every NAS has one MAC address, the same in all contracts',
  why: 'A magic packet to a wrong address is answered by nobody, and nothing says so: the NAS just stays off.',
  fix: 'State the same mac for the NAS in ssh.targets.yaml, the device registry and the hardware inventory.',
  severity: 'error',
  reads: ['ssh.targets', 'device.registry', 'hardware.inventory', 'topology.sites'],
  unseen: 'A second network port: state the one that wakes.',
  examines: governedNas,
  *judge(nas) {
    if (nas.macs.length === 0) {
      yield {
        at: rowForMac(nas),
        message: `${named(nas)} has no MAC address in any contract, so it cannot be woken; one was expected`,
      };
    }
    const right = mostStated(nas.macs.filter((mac) => MAC.test(digits(mac))));
    for (const mac of nas.macs) {
      if (!MAC.test(digits(mac))) yield malformed(nas, mac);
      else if (right && digits(mac) !== digits(right)) yield contradicting(nas, mac, right);
    }
  },
  examples: {
    passing: [
      {
        name: 'the same address in capitals and with hyphens',
        edits: [{ file: HARDWARE, find: '"00:00:5e:00:53:0a"', replace: '"00-00-5E-00-53-0A"' }],
      },
    ],
    failing: [
      {
        name: 'two contracts that contradict each other',
        edits: [{ file: HARDWARE, find: '"00:00:5e:00:53:0a"', replace: '«"00:00:5e:00:53:0b"»' }],
      },
      {
        name: 'no address at all',
        edits: [
          { file: DEVICES, find: '    mac: "00:00:5e:00:53:0a"\n', replace: '' },
          { file: HARDWARE, find: '    mac: "00:00:5e:00:53:0a"\n', replace: '' },
          { file: SSH, find: '      mac: "00:00:5e:00:53:0a"\n', replace: '' },
          { file: DEVICES, find: '- id: nas\n', replace: '- id: «nas»\n' },
        ],
      },
      {
        name: 'an address that is none',
        edits: [{ file: HARDWARE, find: '"00:00:5e:00:53:0a"', replace: '«"00:00:5e:00:53"»' }],
      },
    ],
  },
});

const digits = (mac: Stated<string>): string => mac.value.toLowerCase().replaceAll(/[:.-]/g, '');

/** The row in which a MAC address would be looked for. */
const rowForMac = (nas: Node) =>
  (
    nas.rows.find(({ kind }) => kind === 'device.registry') ??
    nas.rows.find(({ kind }) => STATE_MACS.has(kind))
  )?.at ?? nas.at;

/** What most contracts say; of equals, the one that comes first. */
function mostStated(macs: readonly Stated<string>[]): Stated<string> | undefined {
  const groups = [...groupByNames(macs, (mac) => [digits(mac)]).values()];
  return groups.sort((a, b) => b.length - a.length)[0]?.[0];
}

function contradicting(nas: Node, mac: Stated<string>, right: Stated<string>): Breach {
  return {
    at: mac.at,
    key: digits(mac),
    message: `${named(nas)} has the MAC address "${mac.value}" here, but "${right.value}" in another contract`,
    related: [{ message: `"${right.value}" here`, at: right.at }],
  };
}

function malformed(nas: Node, mac: Stated<string>): Breach {
  const message = `${named(nas)} has the MAC address "${mac.value}"; six pairs of hexadecimal digits were expected`;
  return { at: mac.at, key: mac.value, message };
}
