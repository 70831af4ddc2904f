/** The machines of one site of the sample estate, all of them up. */
export function homeState() {
  return {
    machines: {
      'gw-home': {
        id: 'gw-home',
        addresses: ['203.0.113.101', '198.51.100.1'],
        on: true,
        ports: [22, 443],
        links: {},
        mounted: {},
      },
      'switch-home': { id: 'switch-home', addresses: ['198.51.100.2'], on: true, ports: [80], mounted: {} },
      'pve-home': {
        id: 'pve-home',
        addresses: ['203.0.113.110', '198.51.100.10'],
        on: true,
        ports: [22, 8006],
        mac: '00:00:5e:00:53:6a',
        nas: 'nas',
        links: {},
        tasks: [] as unknown[],
        pools: [{ name: 'rpool', health: 'ONLINE' }],
        rootUsed: 40,
        units: { 'pvescheduler.service': true },
        storages: { 'archive-b': { disabled: false, nas: 'nas' } },
        mounted: { '/mnt/pve/archive-b': true } as Record<string, boolean>,
        guests: {
          '100': { kind: 'qemu', name: 'atlas', status: 'running' } as FakeGuest,
          '105': { kind: 'lxc', name: 'pihole-home', status: 'running' } as FakeGuest,
        },
      },
      nas: {
        id: 'nas',
        addresses: ['203.0.113.120', '198.51.100.20'],
        on: true,
        ports: [22, 5000, 2049],
        mac: '00:00:5e:00:53:0a',
        exports: ['/volume1/photos', '/volume1/archive-b'],
        noExports: false,
        mounted: {},
      },
      atlas: {
        id: 'atlas',
        name: 'atlas',
        addresses: ['203.0.113.140', '198.51.100.40'],
        ports: [22, 8123],
        guest: '100',
        hypervisor: 'pve-home',
        nas: 'nas',
        mounted: { '/srv/photos': true },
        stacks: { '/opt/stacks/notes': true, '/opt/stacks/automation': true },
      },
      'pihole-home': {
        id: 'pihole-home',
        name: 'pihole-home',
        addresses: ['203.0.113.153', '198.51.100.53'],
        ports: [22, 53, 80],
        guest: '105',
        hypervisor: 'pve-home',
        mounted: {},
      },
    },
    effects: [] as string[],
    packets: [] as string[],
    violations: [] as string[],
    files: [] as { path: string; seconds: number; size: number }[],
    changedKeys: [] as string[],
    noKey: [] as string[],
  };
}

interface FakeGuest {
  kind: 'qemu' | 'lxc';
  name: string;
  status: string;
  lock?: string;
  deaf?: boolean;
  broken?: boolean;
  ha?: boolean;
}

export type FakeState = ReturnType<typeof homeState>;
