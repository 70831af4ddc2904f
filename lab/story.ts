/** What a window does to the machines of the sample's second site, each once and in this order. */
export const DOWN = [
  'stop pvescheduler.service on pve-home',
  'stop /opt/stacks/automation on atlas',
  'stop /opt/stacks/notes on atlas',
  'shutdown 100',
  'shutdown 105',
  'disable=1 archive-b on pve-home',
  'umount /mnt/pve/archive-b on pve-home',
  'off pve-home',
  'off nas',
];

export const UP = [
  'boot nas',
  'boot pve-home',
  'disable=0 archive-b on pve-home',
  'start 105',
  'start 100',
  'mount /srv/photos on atlas',
  'up /opt/stacks/notes on atlas',
  'up /opt/stacks/automation on atlas',
];

export const SHUTDOWN = { phase: 'shutdown', poweroff: ['home'], 'window-id': 'W1' };
export const STARTUP = { phase: 'startup', 'window-id': 'W2' };
