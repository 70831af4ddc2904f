import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { validateContract } from '../../src/validate/validate.ts';

type Row = [kind: string, text: string, path: string, message: string];

const ID = 'an id (letters, digits, ".", "_", "-"; no "-" in front)';

const VALUES: Row[] = [
  ['topology.sites', '[]', '', 'the document is an empty list; expected a map'],
  ['topology.sites', '~', '', 'the document is empty; expected a map'],
  ['topology.sites', 'owner: x', '', 'the document has no sites; expected a list of sites'],
  [
    'topology.sites',
    'sites: {barn: {}}',
    'sites',
    'sites is a map; expected a list of sites, each with its key as "id"',
  ],
  ['topology.sites', 'sites: {barn: 1}', 'sites', 'sites is a map; expected a list of sites'],
  [
    'docker.compose.targets',
    'targets: [{id: a}, {id: b}]',
    'targets',
    'targets is a list; expected a map of hosts, each under its id',
  ],
  ['docker.compose.targets', 'targets: [{port: 1}]', 'targets', 'targets is a list; expected a map of hosts'],
  ['topology.sites', 'sites: [barn]', 'sites.0', 'item 1 of sites is the text "barn"; expected a map'],
  ['topology.sites', 'sites: [{id: a}, {}]', 'sites.1', `item 2 of sites has no id; expected ${ID}`],
  ['topology.sites', 'sites: [{id: "-x"}]', 'sites.0.id', `id is the text "-x"; expected ${ID}`],
  ['topology.sites', 'sites: [{id: ""}]', 'sites.0.id', `id is an empty text; expected ${ID}`],
  [
    'topology.sites',
    'sites: [{id: a, lan_cidr: 192.0.2.0}]',
    'sites.0.lan_cidr',
    'lan_cidr is the text "192.0.2.0"; expected a network such as "192.0.2.0/24"',
  ],
  [
    'topology.sites',
    'sites: [{id: a, vmid_range: 300}]',
    'sites.0.vmid_range',
    'vmid_range is the number 300; expected a range such as "200-299"',
  ],
  [
    'startup.sequencing',
    'a_vm_lifecycle: {startup_order: "105"}',
    'a_vm_lifecycle.startup_order',
    'startup_order is the text "105"; expected a list of VMIDs',
  ],
  [
    'startup.sequencing',
    'a_vm_lifecycle: {shutdown_order: [silo]}',
    'a_vm_lifecycle.shutdown_order.0',
    'item 1 of shutdown_order is the text "silo"; expected a VMID',
  ],
  [
    'startup.sequencing',
    'a_vm_lifecycle: {active_vm_ids: [0]}',
    'a_vm_lifecycle.active_vm_ids.0',
    'item 1 of active_vm_ids is the number 0; expected a VMID',
  ],
  [
    'startup.sequencing',
    'lifecycle: {a: {startup_order: [-1]}}',
    'lifecycle.a.startup_order.0',
    'item 1 of startup_order is the number -1; expected a VMID or a node id',
  ],
  [
    'startup.sequencing',
    'dependencies: [{via: nfs}]',
    'dependencies.0',
    'item 1 of dependencies has no consumer and no provider; expected both',
  ],
  [
    'startup.sequencing',
    'dependencies: [{consumer: a/1, provider: b, via: smb}]',
    'dependencies.0.via',
    'via is the text "smb"; expected "nfs", "dns" or "order"',
  ],
  ['vm.lifecycle', 'vms: [{id: "007"}]', 'vms.0.id', 'id is the text "007"; expected a VMID'],
  ['vm.lifecycle', 'vms: [{id: [1, 2]}]', 'vms.0.id', 'id is a list; expected a VMID'],
  [
    'services.health',
    'endpoints: [{id: a, enabled: "yes"}]',
    'endpoints.0.enabled',
    'enabled is the text "yes"; expected true or false',
  ],
  [
    'services.health',
    'endpoints: [{id: a, expect: 2000}]',
    'endpoints.0.expect',
    'expect is the number 2000; expected an HTTP status, or several joined by commas',
  ],
  [
    'backup.schedule',
    'jobs: [{id: a, schedule_cron: [0, 2]}]',
    'jobs.0.schedule_cron',
    'schedule_cron is a list; expected text',
  ],
  [
    'backup.inventory',
    'targets: [{name: a, stale_after_hours: 0}]',
    'targets.0.stale_after_hours',
    'stale_after_hours is the number 0; expected a number of hours above 0',
  ],
  [
    'ssh.targets',
    'ssh: {targets: [{id: a, host: -oProxyCommand=x}]}',
    'ssh.targets.0.host',
    'host is the text "-oProxyCommand=x"; expected a host name or an address',
  ],
  [
    'ssh.targets',
    'ssh: {targets: [{id: a, host: "b\\nc"}]}',
    'ssh.targets.0.host',
    'host is the text "b\\nc"; expected a host name or an address',
  ],
  [
    'infra.maintenance.transaction.contract',
    'sites: [{id: a, oob: {devices: [{id: b, tcp_any: [70000]}]}}]',
    'sites.0.oob.devices.0.tcp_any.0',
    'item 1 of tcp_any is the number 70000; expected a port from 1 to 65535',
  ],
  [
    'backup.freshness.snapshot',
    'observed_at: x\ntargets: [{state: ok}]',
    'targets.0',
    'item 1 of targets has no name; expected a name on one line',
  ],
  ['gates', 'version: 2', 'version', 'version is the number 2; expected 1'],
  ['gates', 'now: soon', 'now', 'now is the text "soon"; expected a time such as "2026-01-15T12:00:00Z"'],
  [
    'gates',
    'packs: {a: {threshold: fatal}}',
    'packs.a.threshold',
    'threshold is the text "fatal"; expected "error" or "warning"',
  ],
  [
    'gate.waivers',
    'waivers: [{gate: a, owner: b, reason: c, expires: "2026-01-01"}]',
    'waivers.0',
    'item 1 of waivers has neither subject nor fingerprint; expected subject or fingerprint',
  ],
  [
    'gate.waivers',
    'waivers: [{subject: x}]',
    'waivers.0',
    'item 1 of waivers has no gate, no owner, no reason and no expires; expected all 4',
  ],
];

const KEYS: Row[] = [
  ['startup.sequencing', 'lifecycle: {"-a": {}}', 'lifecycle.-a', `the key is "-a"; expected ${ID}`],
  ['startup.sequencing', 'lifecycle: {"": {}}', 'lifecycle.', `a key is empty; expected ${ID}`],
  ['gates', 'paks: {}', 'paks', 'the key "paks" is not known here; did you mean "packs"?'],
  [
    'gates',
    'contracts: {colour: x}',
    'contracts.colour',
    'the key "colour" is not known here; expected add or ignore',
  ],
  [
    'gap.gates',
    'gaps: {G: [{gate: a, sites: b}]}',
    'gaps.G.0.sites',
    'the key "sites" is not known here; did you mean "site"?',
  ],
];

test.each(VALUES)('%s: %s', (kind, text, path, message) => {
  expect(said(kind, text)).toEqual([`value ${path}: ${message}`]);
});

test.each(KEYS)('%s: the key in %s', (kind, text, path, message) => {
  expect(said(kind, text)).toEqual([`key ${path}: ${message}`]);
});

test('problems come in the order of the document, one for each place', () => {
  const text = 'sites: [{vmid_range: 5, id: "-"}, 7]\nlast_verified: [1]';
  const paths = validateContract('topology.sites', parse(text)).map((problem) => problem.path.join('.'));
  expect(paths).toEqual(['sites.0.vmid_range', 'sites.0.id', 'sites.1', 'last_verified']);
});

test('a long value is cut and its control characters are shown', () => {
  const [problem] = validateContract('topology.sites', { sites: `\u001b[31m${'x'.repeat(500)}` });
  expect(problem?.message).toMatch(
    /^sites is a text of 505 characters, "\\u001b\[31mx{40,60}…"; expected a list of sites$/,
  );
});

test('an id has a longest length, and the sentence tells how long it is', () => {
  const told = (length: number) =>
    said('topology.sites', `sites:\n  - {id: ${'x'.repeat(length)}, status: active}\n`);
  expect(told(255)).toEqual([]);
  expect(told(256).join()).toMatch(/id is a text of 256 characters, "x+…"; expected an id/);
});

test('a kind without a schema is a mistake of the caller', () => {
  expect(() => validateContract('toString', {})).toThrow('there is no schema for the kind "toString"');
});

function said(kind: string, text: string): string[] {
  return validateContract(kind, parse(text)).map(
    ({ on, path, message }) => `${on} ${path.join('.')}: ${message}`,
  );
}
