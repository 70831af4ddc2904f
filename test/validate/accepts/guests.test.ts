import { test } from 'vitest';
import { accepts } from './accepts.ts';

test('sequencing in version 3, with site-named keys and quoted VMIDs', () => {
  accepts(
    'startup.sequencing',
    `
version: 3
updated: "2026-03-02"
barn_vm_lifecycle:
  host_id: forge
  active_vm_ids: [301, 302]
  destroyed_vm_ids: [310]
  template_vm_ids: ["9100"]   # clone source
  startup_order: [301, "302"]
  shutdown_order: [302, 301]
upper_mill_vm_lifecycle: {host_id: anvil, active_vm_ids: [], startup_order: [], shutdown_order: []}
phases:
  - phase: 1
    site: barn
    label: Edge
    hosts:
      - target: press
        stacks: [proxy, names]
        wait_after_sec: 20
        health_probes: ["http://127.0.0.1:8080/up"]
  - phase: 10
    site: upper_mill
    label: "Names"
    hosts: [{target: anvil, vm_ids: [105], wait_after_sec: 0, description: a container}]
`,
  );
});

test('sequencing in version 4, with nodes in the orders and dependencies', () => {
  accepts(
    'startup.sequencing',
    `
version: 4
lifecycle:
  barn:
    startup_order: [silo, forge, 301, "302"]
    shutdown_order: ["302", 301, forge, silo]
    template_vm_ids: [9100]
    retired_vm_ids: ~
phases:
  - {phase: 1, site: barn, hosts: [{target: forge, vm_ids: [301], lxc_ids: [302], wait_after_sec: 5.5}]}
dependencies:
  - {consumer: forge, provider: silo, via: nfs, mount: /mnt/pve/silo, required: true}
  - {consumer: barn/301, provider: barn/302, via: dns, required: false}
`,
  );
});

test('guest rows with nulls, folded text and a container', () => {
  accepts(
    'vm.lifecycle',
    `
version: 1
updated: "2026-03-02"
owner: "@keeper"
defaults: {proxmox_host: forge, profile: base}
vms:
  - id: 105
    hostname: resolver
    proxmox_host: anvil
    role: dns
    status: active
    created_at: "2025-06-01"  # roughly
    vm_type: lxc
    profile: null
    lan_ip: 198.51.100.7
    tailscale_ip: ~
    ssh_target: null
    os: debian  # container
    resources: {cpu_cores: 1, memory_mb: 256}
    stacks: []
    services: []
    backup_target: mill-lxc-105-resolver
    health_probe_policy: full
    description: >
      Two lines
      of text.
  - {id: "9100", hostname: base, status: template, resources: null, storage_tier: tank}
`,
  );
});

test('storage of guests, with NFS mounts and storages of the hypervisor', () => {
  accepts(
    'infra.storage.placement.policy',
    `
version: 1
boot_drive_acceptable: [os_kernel]
thresholds: {boot_usage_warn_pct: 80}
vm_storage:
  kiln:
    vmid: 302
    boot_disk_gb: 30
    current_storage_tier: nfs
    data_mount: null
    data_source: "silo:pool (NFS)"
    nfs_mounts:
      - {path: /mnt/media, source: "192.0.2.3:/pool/media", mode: ro, provider: silo}
    status: accepted-risk
    gap: GAP-OP-007
  "resolver": {vmid: "105", site: mill, kind: lxc}
host_storages: {silo-dump: silo}
remediation_priority: []
`,
  );
});

test('an inventory of hypervisors', () => {
  accepts(
    'proxmox.inventory',
    `
inventory: MILL_V1
version: "1.1"
evidence: {run_keys: [CAP-20260302-080000__x__Rabcd1]}
nodes:
  - node_id: anvil
    hostname: anvil
    site: mill
    serial: 12345
    lan_ip: "198.51.100.2"
    services:
      - {id: lxc-105-resolver, type: lxc, vm_id: 105, name: resolver, status: running, purpose: names}
    decommissioned_services: [{id: vm-120-old, status: stopped}]
    operational_checks: {ssh_reachable: true}
`,
  );
});
