import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { GATES } from '../../gates/index.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { runGates } from '../../src/gate/run.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import { findingsOf } from '../../src/result/findings.ts';

const memory = newMemory();

interface Label {
  readonly gate: string;
  readonly line: number;
}

const FOLDER = 'fixtures/scripts/behaviour';
const IDS = [
  'scripts/guest-power-both-kinds',
  'scripts/guest-tests-both-kinds',
  'scripts/recovery-inspects-every-kind',
  'scripts/recovery-reaches-every-site',
  'scripts/stop-escalation-reachable',
  'scripts/start-failure-heard',
  'scripts/power-off-confirmed',
];
const gates = GATES.filter((gate) => IDS.includes(gate.id));
const labels = parse(readFileSync(`${FOLDER}/labels.yaml`, 'utf8')) as Record<string, Label[]>;
const base = diskTree('fixtures/estates/two-sites');
const told = (all: readonly Label[]) => [...new Set(all.map(({ gate, line }) => `${line} ${gate}`))].sort();

/** The estate with one more script; where that is a recovery, it is the only one. */
async function found(name: string): Promise<Label[]> {
  const path = `ops/bin/${name}`;
  const files = new Map<string, string | null>([[path, readFileSync(`${FOLDER}/${name}`, 'utf8')]]);
  if (/recover|after-outage|power-(return|look|verify|restored)/.test(name))
    files.set('ops/plugins/infra/bin/infra-post-power-recovery', null);
  const tree = overlayTree(base, files);
  const { estate } = await prepare(tree, 'behaviour', undefined, () => gates, memory);
  const textOf = (file: string) => Buffer.from(tree.read(file)).toString('utf8');
  const findings = findingsOf(runGates(gates, estate), resolver(estate.documents, textOf));
  return findings
    .filter(({ place }) => place.file === path)
    .map(({ gate, place }) => ({ gate, line: place.line }));
}

describe('laws on power, in scripts of strangers', () => {
  test.each(Object.keys(labels))('%s', async (name) => {
    expect(told(await found(name))).toEqual(told(labels[name]!));
  });
});
