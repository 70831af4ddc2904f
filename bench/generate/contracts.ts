import { calendar, inventory, primaryOf, schedule } from './backups.ts';
import type { Value } from './emit.ts';
import type { Guest, Site } from './site.ts';

type Rows = Record<string, Value>;

/** The contracts of one site, by file name without the site and the ending. */
export const SITE_CONTRACTS: Readonly<Record<string, (site: Site) => Rows>> = {
  'topology.sites': topology,
  'startup.sequencing': sequencing,
  'service.registry': registry,
  'infra.storage.placement.policy': storage,
  'infra.maintenance.transaction.contract': transaction,
  'ssh.targets': ssh,
  'vm.lifecycle': lifecycle,
  'backup.inventory': inventory,
  'backup.schedule': schedule,
  'backup.calendar': calendar,
  'services.health': health,
  'device.registry': devices,
  'proxmox.inventory': proxmox,
  'infra.placement.policy': placement,
  'docker.compose.targets': compose,
};

const refOf = (site: Site, guest: Guest): string => `${site.id}/${guest.vmid}`;
const archive = (site: Site): string => `/mnt/pve/archive-${site.id}`;

/** The octets that a number needs, as the end of a MAC. */
const macOf = (site: Site, last: string): string => {
  const hex = Number(site.id.slice(2)).toString(16).padStart(4, '0');
  return `02:00:5e:${hex.slice(0, 2)}:${hex.slice(2)}:${last}`;
};

const rangeOf = (site: Site): string => {
  const from = Math.floor(site.guests[0]!.vmid / 1000) * 1000;
  return `${from}-${from + 999}`;
};

function topology(site: Site): Rows {
  return {
    sites: [
      {
        id: site.id,
        status: 'active',
        lan_cidr: `${site.lan}.0/24`,
        timezone: 'Europe/Lisbon',
        tailscale_anchor: site.hypervisor,
        proxmox_alias: site.hypervisor,
        hypervisors: [site.hypervisor],
        nas: [site.nas],
        vmid_range: rangeOf(site),
        compose_targets: site.guests.filter((guest) => guest.kind === 'qemu').map((guest) => guest.name),
        notes: 'A cabinet.',
      },
    ],
  };
}

function sequencing(site: Site): Rows {
  const vmids = site.guests.map((guest) => guest.vmid);
  const start = [site.nas, site.hypervisor, ...vmids];
  const of = (kind: Guest['kind']) =>
    site.guests.filter((guest) => guest.kind === kind && !guest.dns).map((guest) => guest.vmid);
  return {
    version: 4,
    lifecycle: { [site.id]: { startup_order: start, shutdown_order: [...start].reverse() } },
    phases: [
      { phase: 1, site: site.id, label: 'Storage', hosts: [{ target: site.nas, wait_after_sec: 90 }] },
      {
        phase: 2,
        site: site.id,
        label: 'Hypervisor',
        hosts: [
          { target: site.hypervisor, wait_after_sec: 60, health_probes: [`https://${site.lan}.10:8006/`] },
        ],
      },
      {
        phase: 3,
        site: site.id,
        label: 'Name service',
        hosts: [{ target: site.hypervisor, lxc_ids: [vmids[0]!], wait_after_sec: 10 }],
      },
      {
        phase: 4,
        site: site.id,
        label: 'Guests',
        hosts: [{ target: site.hypervisor, vm_ids: of('qemu'), lxc_ids: of('lxc'), wait_after_sec: 30 }],
      },
    ],
    dependencies: [
      { consumer: site.hypervisor, provider: site.nas, via: 'nfs', mount: archive(site), required: true },
      ...site.guests.flatMap((guest) => edges(site, guest)),
    ],
  };
}

function edges(site: Site, guest: Guest): Value[] {
  const consumer = refOf(site, guest);
  const names = { consumer, provider: refOf(site, site.guests[0]!), via: 'dns', required: true };
  const share = { consumer, provider: site.nas, via: 'nfs', mount: '/srv/data', required: true };
  return [...(guest.dns ? [] : [names]), ...(guest.data ? [share] : [])];
}

function registry(site: Site): Rows {
  const host = (kind: string, last: number, more: Rows = {}): Value => ({
    kind,
    site: site.id,
    domain: 'infrastructure',
    terminal_role: 'infra-terminal',
    slo: '97.0% per month',
    tailscale_ip: `${site.overlay}.${last}`,
    os: 'debian-12',
    ...more,
  });
  return {
    services: Object.fromEntries(
      site.guests.flatMap((guest) => guest.services.map((service, at) => [service, serviceRow(guest, at)])),
    ),
    hosts: {
      [site.hypervisor]: host('hypervisor', 10, { ssh: site.hypervisor }),
      [site.nas]: host('nas', 20, { ssh: site.nas, ssh_user: 'keeper' }),
      ...Object.fromEntries(
        site.guests.map((guest, at) => [
          guest.name,
          host(guest.kind, 50 + at, { ssh: guest.name, vmid: guest.vmid, proxmox_host: site.hypervisor }),
        ]),
      ),
    },
  };
}

const serviceRow = (guest: Guest, at: number): Value => ({
  host: guest.name,
  port: 8080 + at,
  health: '/healthz',
  compose: `/opt/stacks/app${at}/docker-compose.yml`,
  container: `app${at}`,
});

function storage(site: Site): Rows {
  return {
    host_storages: { [`archive-${site.id}`]: site.nas },
    vm_storage: Object.fromEntries(site.guests.map((guest) => [guest.name, storageRow(site, guest)])),
  };
}

function storageRow(site: Site, guest: Guest): Value {
  const tier = guest.data ? 'tank-vms' : 'boot-only';
  const mount = { path: '/srv/data', source: `${site.lan}.20:/volume1/data`, mode: 'rw', provider: site.nas };
  return {
    vmid: guest.vmid,
    kind: guest.kind,
    boot_disk_gb: 24,
    current_storage_tier: tier,
    target_storage_tier: tier,
    data_mount: guest.data ? '/srv/data' : null,
    data_source: guest.data ? `${site.nas}:data (NFS)` : 'none',
    ...(guest.data && { nfs_mounts: [mount] }),
    status: 'compliant',
  };
}

function transaction(site: Site): Rows {
  return {
    phase_order: ['precheck', 'shutdown', 'startup', 'recovery', 'verify'],
    sites: [
      {
        id: site.id,
        host_id: site.hypervisor,
        requires_oob_guard: true,
        requires_recovery: true,
        backup_max_age_hours: 30,
        waker: site.router,
        broadcast: `${site.lan}.255`,
        lock_host: site.router,
        off_observer: site.router,
        guest_stop_timeout_sec: 120,
        escalate_stop: true,
        nas_stop: ['sudo', 'poweroff'],
        oob: {
          devices: [{ id: site.console, tcp_any: [443] }],
          survives_poweroff_of: [site.hypervisor, site.nas],
        },
      },
    ],
    required_postchecks: ['ssh.target.status', 'services.health.status', 'guest.status', 'nas.health.status'],
    oob_policy: { [site.id]: { requires_guard_pass_or_onsite_ack: true } },
  };
}

function ssh(site: Site): Rows {
  const row = (id: string, last: number, user: string, tag: string, more: Rows = {}): Value => ({
    id,
    host: `${site.overlay}.${last}`,
    tailscale_ip: `${site.overlay}.${last}`,
    user,
    access_policy: 'tailscale_required',
    description: 'Reached over the overlay',
    tags: [tag, site.id],
    ...more,
  });
  const console = {
    id: site.console,
    host: `${site.lan}.250`,
    user: 'admin',
    mac: macOf(site, '05'),
    access_method: 'lan_only',
    access_policy: 'lan_only',
    probe_via: site.router,
    tags: ['management', site.id, 'lan-only'],
  };
  return {
    ssh: {
      targets: [
        row(site.hypervisor, 10, 'root', 'proxmox'),
        row(site.nas, 20, 'keeper', 'storage', { mac: macOf(site, '02') }),
        row(site.router, 1, 'root', 'network', { mac: macOf(site, '03') }),
        console,
        ...site.guests.map((guest, at) => row(guest.name, 50 + at, 'ops', guest.dns ? 'dns' : 'docker')),
      ],
    },
  };
}

function lifecycle(site: Site): Rows {
  return {
    vms: site.guests.map((guest) => ({
      id: guest.vmid,
      hostname: guest.name,
      proxmox_host: site.hypervisor,
      role: guest.dns ? 'dns' : 'apps',
      owner: '@operator',
      status: 'active',
      created_at: '2026-01-03',
      ...(guest.kind === 'lxc' && { vm_type: 'lxc' }),
      profile: 'base-v2',
      lan_ip: guest.lanIp,
      tailscale_ip: guest.overlayIp,
      ssh_target: guest.name,
      ssh_user: 'ops',
      os: 'debian-12',
      resources: { cpu_cores: 2, memory_mb: 2048, boot_disk_gb: 24 },
      stacks: guest.services.map((_, at) => `app${at}`),
      services: guest.services,
      backup_target: primaryOf(guest),
      health_probe_policy: 'full',
      decommission_policy: 'allow_immediate_destroy',
    })),
  };
}

function health(site: Site): Rows {
  const http = (id: string, cls: string, node: string, host: string, url: string): Value => ({
    id,
    class: cls,
    kind: 'http',
    node,
    host,
    url,
    expect: 200,
    description: 'Answers',
  });
  return {
    version: 1,
    endpoints: [
      http(
        `${site.hypervisor}-ui`,
        'hypervisor',
        site.hypervisor,
        site.hypervisor,
        `https://${site.lan}.10:8006/`,
      ),
      {
        id: `${site.nas}-exports`,
        class: 'storage-export',
        kind: 'nfs',
        node: site.nas,
        host: site.nas,
        url: `nfs://${site.lan}.20/volume1/data`,
        description: 'Names the share',
      },
      {
        id: `${site.guests[0]!.name}-dns`,
        class: 'dns',
        kind: 'dns',
        node: refOf(site, site.guests[0]!),
        host: site.guests[0]!.name,
        url: `dns://${site.guests[0]!.lanIp}/gate-probe.example`,
        description: 'Answers a question',
      },
      ...site.guests.flatMap((guest) =>
        guest.services.map((service, at) =>
          http(
            service,
            'service',
            refOf(site, guest),
            guest.name,
            `http://${guest.lanIp}:${8080 + at}/healthz`,
          ),
        ),
      ),
    ],
  };
}

function devices(site: Site): Rows {
  const row = (id: string, last: number, mac: string | null, more: Rows = {}): Value => ({
    id,
    name: id,
    ip: `${site.lan}.${last}`,
    mac,
    category: 'infrastructure',
    is_wired: true,
    description: 'In the cabinet.',
    ...more,
  });
  return {
    network: {
      subnet: `${site.lan}.0/24`,
      gateway: `${site.lan}.1`,
      dhcp_range: `${site.lan}.100-199`,
      dhcp_dns: `${site.lan}.50`,
    },
    devices: [
      row(site.router, 1, macOf(site, '03'), { tailscale_ip: `${site.overlay}.1` }),
      row(site.hypervisor, 10, macOf(site, '01'), { tailscale_ip: `${site.overlay}.10` }),
      row(site.nas, 20, macOf(site, '02'), { tailscale_ip: `${site.overlay}.20` }),
      row(site.console, 250, macOf(site, '05')),
      ...site.guests.map((guest, at) => row(guest.name, 50 + at, null, { vm_id: guest.vmid })),
    ],
  };
}

function proxmox(site: Site): Rows {
  return {
    nodes: [
      {
        node_id: site.hypervisor,
        hostname: site.hypervisor,
        site: site.id,
        hypervisor: 'proxmox',
        tailscale_ip: `${site.overlay}.10`,
        lan_ip: `${site.lan}.10`,
        role: 'hypervisor',
        services: site.guests.map((guest) => ({
          id: `${guest.kind}-${guest.vmid}-${guest.name}`,
          type: guest.kind === 'qemu' ? 'vm' : 'lxc',
          vm_id: guest.vmid,
          name: guest.name,
          status: 'running',
        })),
      },
    ],
  };
}

function placement(site: Site): Rows {
  const [from, to] = rangeOf(site).split('-').map(Number) as [number, number];
  const host = (kind: string): Value => ({ site: site.id, kind });
  return {
    sites: { [site.id]: { proxmox_hosts: [site.hypervisor], vmid_min: from, vmid_max: to } },
    hosts: {
      [site.hypervisor]: host('proxmox'),
      [site.nas]: host('storage'),
      [site.router]: host('network'),
      [site.console]: host('network'),
      ...Object.fromEntries(
        site.guests.map((guest) => [guest.name, host(guest.kind === 'qemu' ? 'vm' : 'lxc')]),
      ),
    },
  };
}

function compose(site: Site): Rows {
  return {
    targets: Object.fromEntries(
      site.guests
        .filter((guest) => guest.kind === 'qemu')
        .map((guest) => [
          guest.name,
          {
            ssh_target: guest.name,
            connect_timeout_sec: 10,
            stacks: guest.services.map((_, at) => ({ name: `app${at}`, path: `/opt/stacks/app${at}` })),
          },
        ]),
    ),
  };
}
