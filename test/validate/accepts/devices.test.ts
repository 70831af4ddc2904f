import { test } from 'vitest';
import { accepts } from './accepts.ts';

test('devices with null addresses and loose words', () => {
  accepts(
    'device.registry',
    `
network: {subnet: "198.51.100.0/24", gateway: "198.51.100.1", dhcp_range: "198.51.100.200-254"}
devices:
  - {id: silo, name: Silo, ip: "198.51.100.3", mac: "00:00:5e:00:53:0b", category: infrastructure, is_wired: true}
  - {id: lamp, name: 12, ip: null, mac: null, category: transient, is_wired: sometimes, ha_entities: [light.lamp]}
  - {id: hub, ip: dhcp (usually .9), vm_id: "121"}
`,
  );
});

test('machines in one inventory, devices in another', () => {
  accepts(
    'hardware.inventory',
    'machines: [{machine_id: forge, hostname: forge, site: barn, model: X1, storage_controllers: [{id: a}]}]',
  );
  accepts(
    'hardware.inventory',
    'devices: [{id: silo, class: storage.nas, serial: null, lan_ip: 198.51.100.3, mac: "00-00-5E-00-53-0B", location: mill}]',
  );
});

test('a ledger with a list that is not indented', () => {
  accepts(
    'network.devices.ledger',
    'items:\n- id: switch-barn\n  location_or_site: barn, left rack\n  price: 12.5\n',
  );
});
