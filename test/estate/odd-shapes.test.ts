import { beforeAll, describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Finding } from '../../src/finding/finding.ts';
import type { GateRun } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { FOUND } from './odd-shapes-found.ts';
import { GOVERNANCE_SURVIVED } from './odd-shapes-governance.ts';
import { PLACES_SURVIVED } from './odd-shapes-places.ts';

const ABOUT_FILES = ['parse', 'fit-schema', 'keys-unique', 'readable-hygiene'].map((id) => `contracts/${id}`);

const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

let estate: Estate;
let runs: readonly GateRun[];
let findings: readonly Finding[];

beforeAll(async () => {
  const tree = diskTree('fixtures/estates/odd-shapes');
  const prepared = await prepare(tree, 'odd-shapes', undefined);
  estate = prepared.estate;
  const { runs: all, result } = judged(tree, prepared, NOWHERE, GATES);
  runs = all;
  findings = result.findings;
});

const spot = ({ gate, place }: Finding) => `${gate} ${place.file}:${place.line}:${place.column}`;

describe('survived without a word', () => {
  test.each([...PLACES_SURVIVED, ...GOVERNANCE_SURVIVED])('$shape', ({ file, of, is }) => {
    expect(of(estate)).toEqual(is);
    const spoken = findings.filter(
      (finding) => finding.place.file === file && ABOUT_FILES.includes(finding.gate),
    );
    expect(spoken.map(spot)).toEqual(FOUND.map((one) => one.at).filter((at) => at.includes(` ${file}:`)));
  });
});

describe('survived with one finding', () => {
  test.each(FOUND)('$shape', ({ at, says }) => {
    const here = findings.filter((finding) => spot(finding) === at);
    expect(here.map((finding) => finding.message)).toEqual([expect.stringMatching(says)]);
  });

  test('and nothing else is said about the files', () => {
    const spoken = findings.filter((finding) => ABOUT_FILES.includes(finding.gate)).map(spot);
    expect(spoken.sort()).toEqual(FOUND.map((one) => one.at).sort());
  });
});

test('no gate crashes, and only those that read a broken kind are blocked', () => {
  expect(runs.filter((run) => run.stopped === 'crashed').map((run) => run.reason)).toEqual([]);
  const broken = new Set(estate.contracts.filter((one) => !one.loaded).map((one) => one.kind));
  const reads = GATES.filter((gate) => gate.reads.some((kind) => broken.has(kind))).map((gate) => gate.id);
  const blocked = runs.filter((run) => run.stopped === 'blocked').map((run) => run.gate.id);
  expect(blocked).toEqual(reads);
  expect(blocked.length).toBeLessThan(GATES.length / 2);
});
