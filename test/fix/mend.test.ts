import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { diffOf } from '../../src/cli/fix/text.ts';
import { mend } from '../../src/fix/mend.ts';
import { REPAIRS } from '../../src/fix/repairs/catalogue.ts';
import { gatesIn, textAfter, workbench } from './workbench.ts';

const ORDERS = 'ops/bindings/startup.sequencing.yaml';
const STORAGE = 'ops/bindings/infra.storage.placement.policy.yaml';
const SITES = 'ops/bindings/topology.sites.yaml';
const REGISTRY = 'ops/bindings/gate.registry.yaml';
const SCRIPT = 'ops/plugins/infra/bin/guest-status';

/** Laws of which one reads scripts. */
const READING = ({ id }: { readonly id: string }) =>
  ['nas/sequenced', 'scripts/order-reader-complete'].includes(id);

describe('what was taken out of a clean estate comes back', () => {
  test('a container in the lists and the phases of its site, a count, an edge, a storage row', async () => {
    const bench = await workbench(
      'two-sites',
      {
        [ORDERS]: (text) =>
          text
            .replace('[nas, pve-home, 105, 100]', '[nas, pve-home, 100]')
            .replace('[100, 105, pve-home, nas]', '[100, pve-home, nas]')
            .replace('lxc_ids: [105], ', '')
            .replace(/.*mount: \/srv\/photos.*\n/, ''),
        [STORAGE]: (text) => text.replace(/ {2}pihole-home:\n(?: {4}.*\n)+/, ''),
        [REGISTRY]: (text) => text.replace('total: 7', 'total: 6'),
      },
      [
        'guests/sequenced',
        'guests/in-executor-lists',
        'mounts/edge-declared',
        'guests/placed',
        'packs/counts-are-right',
      ],
    );
    expect(gatesIn(bench.before)).toContain('guests/sequenced');
    const mended = await mend(bench);
    expect(mended.after.findings).toEqual([]);
    const orders = textAfter(mended, ORDERS)!;
    expect(orders).toContain('shutdown_order: [100, 105, pve-home, nas]');
    expect(orders).toContain('mount: /srv/photos');
    expect(textAfter(mended, REGISTRY)).toContain('gate_count: {total: 7, active: 6, retired: 1}');
    expect(textAfter(mended, STORAGE)).toContain(
      '  # draft by gates fix: confirm\n  pihole-home:\n    vmid: 105\n',
    );
  });

  test('a NAS at the wrong end of its orders', async () => {
    const bench = await workbench(
      'two-sites',
      {
        [ORDERS]: (text) =>
          text
            .replace('[nas, pve-home, 105, 100]', '[pve-home, 105, 100, nas] # kept')
            .replace('[100, 105, pve-home, nas]', '[nas, 100, 105, pve-home]'),
      },
      ['nas/before-consumers'],
    );
    const mended = await mend(bench);
    expect(mended.after.findings).toEqual([]);
    expect(textAfter(mended, ORDERS)).toContain('startup_order: [nas, pve-home, 105, 100] # kept');
  });
});

test('a contract that is missing altogether is made, with every row that is asked of it', async () => {
  const bench = await workbench('two-sites', { [STORAGE]: null }, ['guests/placed']);
  const mended = await mend(bench);
  expect(gatesIn(mended.after)).not.toContain('guests/placed');
  expect(textAfter(mended, STORAGE)).toMatch(
    /^updated: 2026-01-15\n# draft by gates fix: confirm\nvm_storage:\n/,
  );
  expect(diffOf(mended.patch)).toContain(`--- /dev/null\n+++ b/${STORAGE}\n@@ -0,0 +1,`);
});

test('edits that hold only together are made as one set', async () => {
  const edits = { [REGISTRY]: (text: string) => text.replace('total: 7', 'total: 6') };
  const bench = await workbench('two-sites', edits, ['packs/counts-are-right']);
  const right = { kind: 'value', file: REGISTRY, path: ['gate_count', 'total'], value: 7 } as const;
  const lost = { kind: 'drop', file: SITES, path: ['last_verified'] } as const;
  const named = { kind: 'pair', file: SITES, path: [], key: 'updated', value: '2026-01-15' } as const;
  const first = { 'packs/counts-are-right': () => [{ changes: [right, lost] }] };
  expect((await mend({ ...bench, repairs: first })).patch.size).toBe(0);
  const both = { ...first, 'contracts/verified': () => [{ changes: [named] }] };
  const mended = await mend({ ...bench, repairs: both });
  expect(mended.after.findings).toEqual([]);
  expect(textAfter(mended, SITES)).toMatch(/\nupdated: "?2026-01-15"?\n/);
});

describe('an estate with every defect', () => {
  const gates = Object.keys(REPAIRS);

  test('loses findings and gets none', async () => {
    const bench = await workbench('two-sites-gapped', {}, gates);
    const mended = await mend(bench);
    const known = new Set(bench.before.findings.map((finding) => finding.fingerprint));
    expect(mended.after.findings.filter((finding) => !known.has(finding.fingerprint))).toEqual([]);
    expect(gatesIn(mended.after)).not.toContain('nas/sequenced');
    const orders = textAfter(mended, ORDERS)!;
    expect(orders).toContain('startup_order:  [nas-shop, pve, 215, 211, 212, 213]');
    expect(orders).toContain('# clone source');
  });

  test('stays in version 3 while a script reads that', async () => {
    const reads = (text: string) =>
      `${text}\nyq '.shop_vm_lifecycle.startup_order[]' ops/bindings/startup.sequencing.yaml\n`;
    const bench = await workbench('two-sites-gapped', { [SCRIPT]: reads }, ['nas/sequenced'], READING);
    const mended = await mend(bench);
    expect(textAfter(mended, ORDERS) ?? '').not.toContain('lifecycle:\n  shop');
    expect([...mended.refused.values()].join()).toContain(`"${SCRIPT}" still reads "<site>_vm_lifecycle"`);
  });
});

describe('an edit is not offered', () => {
  test('when it would add a finding', async () => {
    const bench = await workbench(
      'two-sites',
      { [REGISTRY]: (text) => text.replace('total: 7', 'total: 6') },
      ['packs/counts-are-right'],
    );
    const spoil = {
      kind: 'value',
      file: ORDERS,
      path: ['lifecycle', 'home', 'startup_order', 2],
      value: 219,
    } as const;
    const right = { kind: 'value', file: REGISTRY, path: ['gate_count', 'total'], value: 7 } as const;
    const repairs = { 'packs/counts-are-right': () => [{ changes: [right, spoil] }] };
    const mended = await mend({ ...bench, repairs });
    expect(mended.patch.size).toBe(0);
    expect([...mended.refused.values()][0]).toMatch(/^an edit was not offered, since it would add: /);
  });
});

test('every repair is of a gate that there is', () => {
  const ids = GATES.map((gate) => gate.id);
  expect(Object.keys(REPAIRS).filter((id) => !ids.includes(id))).toEqual([]);
});
