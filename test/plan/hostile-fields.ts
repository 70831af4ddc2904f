import { BINDINGS, SEQUENCING, TRANSACTION } from './estates.ts';

/** Each has a mark that no honest value holds. */
export const HOSTILE = [
  '105; reboot evil',
  '$(evil)',
  '`evil`',
  '| evil',
  '&& evil',
  '-oProxyCommand=evil',
  '--evil',
  'a\nevil',
  'a\tevil',
  'evil\u0000x',
  "'; evil #",
  '"; evil #',
  '../../evil',
  '/mnt/../../evil',
  '~root/evil',
  'evil host',
  '*evil*',
  '{evil,evil}',
  '<evil',
  '>evil',
  'evil\\n',
  '\u202eevil',
  'http://x/;evil',
  '\u2028evil',
];

/** Every field whose value can reach a command, a connection or a packet. */
export const FIELDS: readonly (readonly [name: string, file: string, find: string, value: string])[] = [
  [
    'an entry of the start order',
    SEQUENCING,
    '[nas, pve-home, 105, 100]',
    '[nas, pve-home, 105, 100, VALUE]',
  ],
  ['a target of a phase', SEQUENCING, '- target: atlas', '- target: VALUE'],
  ['a stack of a phase', SEQUENCING, 'stacks: [notes, automation]', 'stacks: [notes, VALUE]'],
  ['a probe of a phase', SEQUENCING, '"http://198.51.100.40:8123/manifest.json"', 'VALUE'],
  ['the host of a hypervisor', `${BINDINGS}/ssh.targets.yaml`, 'host: "203.0.113.110"', 'host: VALUE'],
  [
    'the overlay address of a NAS',
    `${BINDINGS}/ssh.targets.yaml`,
    'tailscale_ip: "203.0.113.120"',
    'tailscale_ip: VALUE',
  ],
  [
    'the user of a NAS',
    `${BINDINGS}/ssh.targets.yaml`,
    'host: "203.0.113.120"\n      tailscale_ip: "203.0.113.120"\n      user: "keeper"',
    'host: "203.0.113.120"\n      user: VALUE',
  ],
  ['a known hosts file', `${BINDINGS}/ssh.targets.yaml`, '"/dev/null"', 'VALUE'],
  [
    'a host key policy',
    `${BINDINGS}/ssh.targets.yaml`,
    'strict_host_key_checking: "no"',
    'strict_host_key_checking: VALUE',
  ],
  ['a jump host', `${BINDINGS}/ssh.targets.yaml`, 'probe_via: gw-home', 'probe_via: VALUE'],
  ['the MAC of a NAS', `${BINDINGS}/ssh.targets.yaml`, '"00:00:5e:00:53:0a"', 'VALUE'],
  ['the command that stops a NAS', TRANSACTION, '["sudo", "poweroff"]', '[VALUE, poweroff]'],
  ['an argument of that command', TRANSACTION, '["sudo", "poweroff"]', '[sudo, VALUE]'],
  ['the waker', TRANSACTION, 'waker: gw-home', 'waker: VALUE'],
  ['the broadcast address', TRANSACTION, '"198.51.100.255"', 'VALUE'],
  ['the second observer', TRANSACTION, 'off_observer: switch-home', 'off_observer: VALUE'],
  ['the lock host', TRANSACTION, 'lock_host: gw-home', 'lock_host: VALUE'],
  ['an out-of-band device', TRANSACTION, '{id: gw-home, tcp_any: [22, 443]}', '{id: VALUE, tcp_any: [22]}'],
  ['a postcheck', TRANSACTION, '- guest.status', '- VALUE'],
  ['the path of a stack', `${BINDINGS}/docker.compose.targets.yaml`, '/opt/stacks/notes', 'VALUE'],
  [
    'a mount of a guest',
    `${BINDINGS}/infra.storage.placement.policy.yaml`,
    '{path: /srv/photos',
    '{path: VALUE',
  ],
  [
    'the source of a mount',
    `${BINDINGS}/infra.storage.placement.policy.yaml`,
    '"198.51.100.20:/volume1/photos"',
    'VALUE',
  ],
  ['the id of a storage', `${BINDINGS}/infra.storage.placement.policy.yaml`, 'archive-b: nas', 'VALUE: nas'],
  [
    'the folder of a backup',
    `${BINDINGS}/backup.inventory.yaml`,
    'base_path: /mnt/pve/archive-b/dump',
    'base_path: VALUE',
  ],
  ['the address of a guest', `${BINDINGS}/vm.lifecycle.yaml`, 'lan_ip: 198.51.100.40', 'lan_ip: VALUE'],
  [
    'the hypervisor of a guest',
    `${BINDINGS}/vm.lifecycle.yaml`,
    'hostname: pihole-home\n    proxmox_host: pve-home',
    'hostname: pihole-home\n    proxmox_host: VALUE',
  ],
  ['the URL of a probe', `${BINDINGS}/services.health.yaml`, '"http://198.51.100.40:3000/healthz"', 'VALUE'],
  [
    'a name to ask for',
    `${BINDINGS}/services.health.yaml`,
    '"dns://198.51.100.53/gate-probe.example"',
    '"dns://198.51.100.53/PLAIN"',
  ],
];

/** An option is an honest word of a command that a contract states. */
export const fitsCommand = (name: string, value: string): boolean =>
  name === 'an argument of that command' && value === '--evil';

/** A field's text with a value in it, as YAML spells it. */
export function spelled(form: string, value: string): string {
  const quoted = JSON.stringify(value);
  return form.replace('VALUE', () => quoted).replace('PLAIN', () => quoted.slice(1, -1));
}
