import { test } from 'vitest';
import { accepts } from './accepts.ts';

test('a registry with folded notes, a null port and the new fields of a host', () => {
  accepts(
    'service.registry',
    `
source_repo: stacks
source_root: "~/code/stacks"
services:
  proxy:
    host: press
    port: 8080
    health: /up
    compose: ~/stacks/proxy/compose.yml
    container: proxy
    networks: [edge]
    notes: >
      Folded
      text.
  queue: {host: kiln, port: null, status: deprecated, notes: 7}
hosts:
  press: {tailscale_ip: 203.0.113.8, ssh: localhost, os: debian-13, vmid: 301, proxmox_host: forge}
  silo: {kind: nas, site: barn, domain: storage, terminal_role: provider, slo: "99.5%"}
infisical_projects: {apps: 00000000-0000-4000-8000-000000000009}
`,
  );
});

test('probes that expect one status or several', () => {
  accepts(
    'services.health',
    `
version: 1
defaults: {connect_timeout_sec: 5, max_time_sec: 10}
endpoints:
  - {id: proxy, host: press, url: "http://192.0.2.8:8080/up", expect: 200, description: x}
  - {id: names-admin, host: resolver, url: "http://198.51.100.7/", expect: "401,403", enabled: true}
  - {id: exports, node: silo, class: storage-export, kind: nfs}
  - {id: names, node: mill/105, class: dns, kind: dns}
`,
  );
});

test('capabilities with arguments of both shapes and odd remarks', () => {
  accepts(
    'capabilities',
    `
version: "1.0"
schema: {optional_fields: [plane], enums: {plane: [fabric]}}
capabilities:
  nas.shutdown:
    description: "Stop it."
    tags: [barn, nas]
    command: "./ops/bin/nas-stop --dry-run"
    cwd: "$ROOT"
    safety: mutating
    approval: operator
    lifecycle: ready
    outputs: ["stdout"]
    requires: [ssh.target.status]
    args:
      - --json
      - {name: timeout, required: false, default: "180", validate: "^[0-9]+$"}
    implementation_repo: /Users/keeper/code
  mill.names.status: {command: ops/bin/names, sites: [mill], nodes: [anvil], facet: observability, observes: [mill/105]}
  prose: {description: {an accident: with a colon}, examples: {a: b}, touches_api: true, flags: null}
`,
  );
});

test('compose targets keyed by SSH id', () => {
  accepts(
    'docker.compose.targets',
    `
version: 1
targets:
  press:
    ssh_target: press
    stacks: [{name: proxy, path: /opt/proxy}, {name: names, path: ~/names, legacy_only: true}]
  old: {ssh_target: press, enabled: false, stacks: []}
`,
  );
});
