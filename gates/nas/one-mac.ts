import { named } from '../../src/estate/describe.ts';
import type { Node, Stated } from '../../src/estate/model.ts';
import { governedNas } from '../../src/estate/standard.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const DEVICES = 'ops/bindings/home.device.registry.yaml';
const HARDWARE = 'ops/bindings/hardware.inventory.yaml';

const MAC = /^[0-9a-f]{12}$/;

export default defineGate<Node>({
  id: 'nas/one-mac',
  title: 'Every NAS has one MAC address, the same in all contracts',
  why: 'A magic packet to a wrong address is answered by nobody, and nothing says so: the NAS just stays off',
  fix: 'State the same mac for the NAS in ssh.targets.yaml, the device registry and the hardware inventory',
  severity: 'error',
  reads: ['ssh.targets', 'device.registry', 'hardware.inventory', 'topology.sites'],
  unseen: 'A second network port: state the one that wakes.',
  examines: governedNas,
  *judge(nas) {
    const [first, ...others] = nas.macs;
    if (!first) {
      yield {
        message: `${named(nas)} has no MAC address in any contract, so it cannot be woken; one was expected`,
      };
      return;
    }
    for (const mac of nas.macs) if (!MAC.test(digits(mac))) yield malformed(nas, mac);
    for (const mac of others) {
      if (digits(mac) === digits(first) || !MAC.test(digits(mac))) continue;
      yield {
        at: mac.at,
        key: digits(mac),
        message: `${named(nas)} has the MAC address "${mac.value}" here, but "${first.value}" in another contract`,
        related: [{ message: `"${first.value}" here`, at: first.at }],
      };
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
          { file: HARDWARE, find: 'machine_id: nas\n', replace: 'machine_id: «nas»\n' },
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

function malformed(nas: Node, mac: Stated<string>): Breach {
  const message = `${named(nas)} has the MAC address "${mac.value}"; six pairs of hexadecimal digits were expected`;
  return { at: mac.at, key: mac.value, message };
}
