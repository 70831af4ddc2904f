import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeOf } from '../../src/cli/fix/judge-edited.ts';
import { boundSite } from '../../src/cli/site/add.ts';
import { siteFrom } from '../../src/cli/site/ask.ts';
import { mend } from '../../src/fix/mend.ts';
import { textsOf } from '../../src/fix/patch.ts';
import { REPAIRS } from '../../src/fix/repairs/catalogue.ts';
import type { NewSite } from '../../src/fix/site/new-site.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';

const BASE = 'fixtures/estates/two-sites';
const THIRD = 'fixtures/estates/three-sites';

const BARN: NewSite = {
  id: 'barn',
  lan: '10.77.0.0/24',
  vmids: { from: 300, to: 399 },
  hypervisors: [{ id: 'pve-barn', address: '10.77.0.10' }],
  nas: [{ id: 'nas-barn', address: '10.77.0.20' }],
  timezone: 'Europe/Lisbon',
};

const onContracts = judgeOf(diskTree(BASE), BASE, undefined, (gate) => !gate.scripts && !gate.needs);
const before = onContracts(new Map());

describe('a site is refused in words', () => {
  const cases: [string, Partial<NewSite>, RegExp][] = [
    ['an id that is there', { id: 'home' }, /site "home" is declared already/],
    ['an id that is planned', { id: 'template-site' }, /"template-site" is declared already, as planned/],
    ['the name of a machine', { id: 'atlas' }, /"atlas" is the name of VM 100/],
    ['a word of the commands', { id: 'all' }, /"all" is a word that contracts and commands use/],
    ['an id with a space', { id: 'the barn' }, /"the barn" cannot be the id of a site/],
    ['an overlapping LAN', { lan: '192.0.2.128/25' }, /overlaps "192.0.2.0\/24" of site "shop"/],
    ['no network', { lan: '10.77.0.0' }, /"10.77.0.0" is no network/],
    ['overlapping VMIDs', { vmids: { from: 250, to: 350 } }, /overlap "200-299" of site "shop"/],
    ['VMIDs the wrong way round', { vmids: { from: 399, to: 300 } }, /"399-300" is no range/],
    [
      'a hypervisor of another site',
      { hypervisors: [{ id: 'pve', address: '10.77.0.10' }] },
      /is known as hypervisor "pve"/,
    ],
    ['an address outside', { nas: [{ id: 'n', address: '10.78.0.1' }] }, /does not lie in "10.77.0.0\/24"/],
    ['one address twice', { nas: [{ id: 'n', address: '10.77.0.10' }] }, /is named twice/],
    ['no such time zone', { timezone: 'Europe/Atlantis' }, /"Europe\/Atlantis" is no time zone/],
  ];
  test.each(cases)('%s', async (_, but, message) => {
    await expect(boundSite(onContracts, await before, { ...BARN, ...but })).rejects.toThrow(message);
  });
});

describe('what describes a site', () => {
  test('is asked for where the options leave it out', async () => {
    const asked: string[] = [];
    const answers = ['10.77.0.0/24', '300-399', 'pve-barn=10.77.0.10', ''];
    const site = await siteFrom('barn', {}, async (question) => {
      asked.push(question);
      return answers[asked.length - 1]!;
    });
    expect(site).toEqual({ ...BARN, nas: [], timezone: undefined });
    expect(asked).toHaveLength(4);
  });

  test('is demanded where nobody can be asked', async () => {
    await expect(siteFrom('barn', { lan: '10.77.0.0/24' }, undefined)).rejects.toThrow(
      '--vmid-range, --hypervisor missing',
    );
  });
});

/** Edits by hand: what no tool can know of a place. Each is the contract of the estate that has the site already. */
const BY_HAND = [
  'docs/governance/BARN_REBOOT_HEALTH_GATE.md',
  'ops/bindings/barn.device.registry.yaml',
  'ops/bindings/barn.proxmox.inventory.yaml',
  'ops/bindings/hardware.inventory.yaml',
  'ops/bindings/network.devices.ledger.yaml',
  'ops/bindings/vm.lifecycle.yaml',
  'ops/bindings/docker.compose.targets.yaml',
  'ops/bindings/backup.inventory.yaml',
  'ops/bindings/backup.schedule.yaml',
  'ops/bindings/backup.calendar.yaml',
  'ops/bindings/backup.freshness.snapshot.yaml',
  'ops/bindings/backup.posture.snapshot.yaml',
  'ops/capabilities.yaml',
];

/** Edits by hand of what the tool wrote: whose decision it is, or who else stands in the LAN. */
const ADDED: Readonly<Record<string, (text: string) => string>> = {
  'ops/bindings/infra.maintenance.transaction.contract.yaml': (text) =>
    text
      .replace(
        '    host_id: pve-barn\n',
        `    host_id: pve-barn
    requires_oob_guard: true
    requires_recovery: true
    backup_max_age_hours: 30
    waker: gw-barn
    broadcast: 10.77.0.255
    lock_host: gw-barn
    off_observer: switch-barn
    guest_stop_timeout_sec: 120
    escalate_stop: true
    nas_stop: [sudo, poweroff]
    oob:
      devices: [{id: switch-barn, tcp_any: [22, 443]}]
      survives_poweroff_of: [pve-barn, nas-barn]
`,
      )
      .replace('oob_policy:\n', 'oob_policy:\n  barn: {requires_guard_pass_or_onsite_ack: true}\n'),
  'ops/bindings/ssh.targets.yaml': (
    text,
  ) => `${text}    - {id: gw-barn, host: 10.77.0.1, tags: [network, barn]}
    - {id: switch-barn, host: 10.77.0.2, tags: [network, barn]}
    - {id: loft-c, host: 10.77.0.31, tags: [docker, barn]}
    - {id: field-c, host: 10.77.0.32, tags: [docker, barn]}
    - {id: resolver-c, host: 10.77.0.53, tags: [dns, barn]}
`,
  'ops/capabilities.yaml': (text) => text.replace(', kvm-barn', ''),
  'ops/bindings/network.devices.ledger.yaml': (text) => text.replace(/- id: kvm-barn\n(?: .*\n)+/, ''),
};

test('a third site comes in by its bindings, what follows from them and edits of contracts alone', async () => {
  const bound = await boundSite(onContracts, await before, BARN);
  const files = new Map(textsOf(bound.patch));
  for (const file of BY_HAND) files.set(file, readFileSync(`${THIRD}/${file}`, 'utf8'));
  for (const [file, edit] of Object.entries(ADDED)) files.set(file, edit(files.get(file)!));
  expect([...files.keys()].filter((file) => !/\.(ya?ml|md)$/.test(file))).toEqual([]);

  const tree = overlayTree(diskTree(BASE), files);
  const judge = judgeOf(tree, BASE, undefined, (gate) => !gate.scripts && !gate.needs);
  const mended = await mend({ judge, before: await judge(new Map()), repairs: REPAIRS, wanted: () => true });
  const all = await judgeOf(overlayTree(tree, textsOf(mended.patch)), BASE, undefined)(new Map());
  expect(all.findings.map(({ message, gate }) => `${message} [${gate}]`)).toEqual([]);
  expect(all.unjudged.size).toBe(0);
  const order = all.estate.index.sequenceOf('barn')!;
  const inOrder = (list: typeof order.startup) => list!.entries.map((entry) => entry.text);
  expect(inOrder(order.startup).slice(0, 3)).toEqual(['nas-barn', 'pve-barn', '315']);
  expect(inOrder(order.shutdown).slice(-3)).toEqual(['315', 'pve-barn', 'nas-barn']);
});
