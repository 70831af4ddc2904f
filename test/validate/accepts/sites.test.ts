import { test } from 'vitest';
import { accepts } from './accepts.ts';

test('sites with unquoted ranges and dates, a planned row and unknown keys', () => {
  accepts(
    'topology.sites',
    `
status: authoritative
owner: "@keeper"
last_verified: 2026-03-02
scope: places
sites:
  - id: barn
    status: active
    lan_cidr: 192.0.2.0/25
    tailscale_anchor: forge
    proxmox_alias: forge
    vmid_range: 300-349
    compose_targets: [press, kiln]
    notes: The first place.
    colour: red
  - {id: loft, status: planned, lan_cidr: undecided, vmid_range: ~, compose_targets: []}
  - id: mill
    lan_cidr: "2001:db8:1::/64"
    hypervisors: [anvil]
    nas: [silo]
    timezone: Europe/Lisbon
`,
  );
});

test('a maintenance contract with the old fields and the new ones', () => {
  accepts(
    'infra.maintenance.transaction.contract',
    `
status: authoritative
phase_order: [precheck, shutdown, startup, recovery, verify]
sites:
  - {id: barn, host_id: forge, requires_oob_guard: true}
  - id: mill
    host_id: anvil
    requires_oob_guard: false
    requires_recovery: true
    backup_max_age_hours: {critical: 24, rebuildable: 192}
    waker: press
    broadcast: 198.51.100.255
    escalate_stop: false
    guest_stop_timeout_sec: 180
    nas_stop: [sudo, poweroff]
    off_observer: press
    lock_host: anvil
    oob: {devices: [{id: bmc-mill, tcp_any: [443, 22]}], survives_poweroff_of: [anvil]}
oob_policy:
  barn: {requires_guard_pass_or_onsite_ack: true}
  mill:
    requires_guard_pass_or_onsite_ack: false
    note: Somebody is always on site.
  ack_token: I_AM_THERE
checkpoint_path: state/windows/<window_id>.yaml
required_postchecks: [ssh.target.status]
verify_policy:
  execute: {docker_attempts: 3, strict_exit: true, startup_grace_sec: 45}
`,
  );
});

test('a limit of backups for all classifications at once', () => {
  accepts('infra.maintenance.transaction.contract', 'sites: [{id: barn, backup_max_age_hours: 26}]');
});

test('SSH targets with a quoted "no", jump hosts and an option', () => {
  accepts(
    'ssh.targets',
    `
ssh:
  defaults: {user: root, port: 22, connect_timeout_sec: 4, batch_mode: true, strict_host_key_checking: "no", user_known_hosts_file: /dev/null}
  targets:
    - id: forge
      host: "203.0.113.5"
      tailscale_ip: "203.0.113.5"
      user: root
      access_policy: tailscale_required
      tags: [proxmox]
    - {id: bmc-barn, host: 192.0.2.9, mac: "00:00:5e:00:53:aa", access_method: lan_only, probe_via: forge, optional: true, ssh_extra_opts: "-o KexAlgorithms=+x"}
    - {id: silo, host: "2001:db8::5", connect_timeout_sec: 20, description: null}
`,
  );
});

test('a placement policy of maps', () => {
  accepts(
    'infra.placement.policy',
    `
version: "1.0"
sites:
  barn: {proxmox_hosts: [forge], vmid_min: 300, vmid_max: 349}
  roving: {proxmox_hosts: []}
hosts:
  forge: {site: barn, kind: proxmox, machine_id: 0123456789abcdef0123456789abcdef}
  silo: {site: barn, kind: storage}
`,
  );
});
