import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { explainedGapText } from '../../src/cli/explain/gap.ts';
import { explainedGate } from '../../src/cli/explain/gate.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { explainedGateText } from '../../src/report/explain.ts';
import { parityTable } from '../../src/report/markdown/parity.ts';
import { parityJson, parityText } from '../../src/report/parity.ts';
import { parityOf } from '../../src/result/parity.ts';
import { reported } from './reported.ts';

const GAPPED = 'fixtures/estates/two-sites-gapped';
const memory = newMemory();

async function explained(id: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const tree = overlayTree(diskTree(GAPPED), new Map(Object.entries(files)));
  const prepared = await prepare(tree, GAPPED, undefined, () => [], memory);
  const gate = prepared.catalogue.find((one) => one.id === id)!;
  return explainedGateText(explainedGate(gate, tree, GAPPED, prepared), false);
}

test('a gate is explained: law, harm, fix, what it examined, findings, examples, links', async () => {
  const text = await explained('guests/sequenced');
  expect(text).toMatch(/^guests\/sequenced \(error\)\nEvery active guest stands in/);
  for (const part of [
    /\nwhy: A guest outside the order/,
    /\nfix: Add the VMID/,
    /\nreads: startup\.sequencing, vm\.lifecycle/,
    /\nin this estate: failed; it examined 6 guests \(home 2, shop 4\)\n {2}guest home\/100\n/,
    /\n {2}ops\/bindings\/startup\.sequencing\.yaml:20:3: error: container 105/,
    /\nfails: a container is in no list\n/,
    /\n {2}\+ «startup_order»: \[nas, pve-home, 100\]\n/,
    /\ngap: GAP-OP-1038 Container 105 has no turn\n/,
    /\npacks: lifecycle, maintenance, hook, all\n/,
    /\nrow of gates parity: sequencing\n/,
    /\ndescribed in: docs\/gates\.md#guestssequenced\n/,
  ]) {
    expect(text).toMatch(part);
  }
});

test('a waiver of the gate is told with its end, and a finding that it covers as accepted', async () => {
  const waivers = [
    'version: 1',
    'waivers:',
    '  - {gate: guests/sequenced, subject: guest home/105, owner: "@keeper", reason: soon, expires: 2026-03-01}',
    '  - {gate: guests/sequenced, subject: guest shop/213, owner: "@keeper", reason: late, expires: 2025-03-01}',
    '',
  ].join('\n');
  const text = await explained('guests/sequenced', { 'gate.waivers.yaml': waivers });
  expect(text).toMatch(/guest home\/105 until 2026-03-01, by @keeper: soon\n/);
  expect(text).toMatch(/guest shop\/213 until 2025-03-01, by @keeper, NOT IN FORCE: late\n/);
  expect(text.match(/\(accepted\)\n/g)).toHaveLength(1);
});

test('a gate that has nothing to examine says so', async () => {
  expect(await explained('mounts/dependency-resolves')).toMatch(
    /\nin this estate: vacuous: the estate has nothing for it to examine\n/,
  );
});

test('a gap is explained by the laws that are to prove it closed', async () => {
  const { estate } = await prepare(diskTree(GAPPED), GAPPED, undefined, () => [], memory);
  const text = await explainedGapText(estate.index.gap('GAP-OP-1038')!, { estate: GAPPED }, false);
  expect(text).toMatch(/^GAP-OP-1038 \(/);
  expect(text).toMatch(/\nverdict: open\n/);
  expect(text).toMatch(/\nguests\/sequenced on [^\n]+: fails\n {2}law: Every active guest/);
  expect(text).toMatch(/\n {4}fix: Add the VMID/);
});

test('the matrix says the same in text, Markdown and JSON, and the JSON fits its schema', async () => {
  const { sites, runs, result } = await reported({ 'ops/bindings/backup.posture.snapshot.yaml': 'a: [\n' }, [
    'sites/*',
    'backups/*',
  ]);
  const parity = parityOf(sites, runs, result.findings);
  const text = parityText(parity, 'Judged.', false);
  expect(text).toMatch(/^facet +home +shop +template-site \(planned\)\n/);
  expect(text).toMatch(/\nbackup freshness +unknown +unknown +unknown\n/);
  expect(text).toMatch(/\nblocked: it reads backup\.posture\.snapshot, and ops\/bindings/);
  const cells = parityTable(parity).find((line) => line.startsWith('| runbook '));
  expect(cells).toBe('| runbook | ok 1 | ok 1 | - |');
  const schema = JSON.parse(readFileSync('schemas/parity.schema.json', 'utf8'));
  const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const json = JSON.parse(parityJson(parity, result.estate, result.now));
  expect(fits(json), JSON.stringify(fits.errors)).toBe(true);
  expect(json.facets.map((row: { facet: string }) => row.facet)).toContain('freshness');
});
