import { beforeAll, describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { prepare } from '../../src/cli/judge.ts';
import type { Estate } from '../../src/estate/model.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { type GateRun, runGates } from '../../src/gate/run.ts';
import { decode } from '../../src/load/decode.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import { findingsOf } from '../../src/result/findings.ts';
import { FOUND } from './odd-shapes-found.ts';
import { GOVERNANCE_SURVIVED } from './odd-shapes-governance.ts';
import { PLACES_SURVIVED } from './odd-shapes-places.ts';

const ABOUT_FILES = ['parse', 'fit-schema', 'keys-unique', 'readable-hygiene'].map((id) => `contracts/${id}`);

let estate: Estate;
let runs: readonly GateRun[];
let findings: readonly Finding[];

beforeAll(async () => {
  const tree = diskTree('fixtures/estates/odd-shapes');
  ({ estate } = await prepare(tree, 'odd-shapes', undefined));
  runs = runGates(GATES, estate);
  const textOf = (file: string) => decode(file, tree.read(file)).text;
  findings = findingsOf(runs, resolver(estate.documents, textOf));
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
