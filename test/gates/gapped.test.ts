import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { GATES } from '../../gates/index.ts';
import { prepare } from '../../src/cli/judge.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { runGates } from '../../src/gate/run.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import { findingsOf } from '../../src/result/findings.ts';

/** A finding that has to be there; a script is its own file. */
interface Expected {
  readonly gate: string;
  readonly subject: string;
  readonly file?: string;
  /** The line to edit, as it stands in the file. */
  readonly line?: string;
  /** Words of the sentence. */
  readonly says?: string;
  /** A line that is shown beside it. */
  readonly related?: string;
}

const ESTATE = 'fixtures/estates/two-sites-gapped';
const { gaps, others } = parse(readFileSync('test/gates/gapped.expected.yaml', 'utf8')) as Record<
  'gaps' | 'others',
  Record<string, Expected[]>
>;
const rows = Object.entries({ ...gaps, ...others }).flatMap(([defect, expected]) =>
  expected.map((row) => ({ defect, row, file: row.file ?? row.subject.replace(/^script /, '') })),
);
const known = new Set(GATES.map((gate) => gate.id));
const told = (file: string) => readFileSync(`${ESTATE}/${file}`, 'utf8').split('\n');
const lineAt = (place: { file: string; line: number }) => told(place.file)[place.line - 1]!.trim();

let findings: readonly Finding[] = [];

beforeAll(async () => {
  const tree = diskTree(ESTATE);
  const { estate } = await prepare(tree, ESTATE, undefined);
  const textOf = (file: string) => Buffer.from(tree.read(file)).toString('utf8');
  findings = findingsOf(runGates(GATES, estate), resolver(estate.documents, textOf));
});

const proves = (finding: Finding, { gate, subject, line, says, related }: Expected, file: string): boolean =>
  finding.gate === gate &&
  finding.subject === subject &&
  finding.place.file === file &&
  (line === undefined || lineAt(finding.place) === line) &&
  finding.message.includes(says ?? '') &&
  (related === undefined || finding.related.some(({ place }) => lineAt(place) === related));

test('the list speaks of all 26 gaps', () => {
  expect(Object.keys(gaps)).toHaveLength(26);
});

describe.each(rows)('$defect: $row.subject, $row.gate', ({ row, file }) => {
  test('the line to edit is there', () => {
    if (row.line !== undefined) expect(told(file).map((line) => line.trim())).toContain(row.line);
  });

  test('is found at that line, about that subject', () => {
    expect(known).toContain(row.gate);
    const near = findings.filter(({ gate, subject }) => gate === row.gate && subject === row.subject);
    const seen = near.map(({ place, message }) => `${place.file}:${place.line} ${lineAt(place)} ${message}`);
    expect(
      near.filter((finding) => proves(finding, row, file)),
      seen.join('\n'),
    ).not.toEqual([]);
  });
});

test('nothing else is found in contracts and scripts', () => {
  const families = /^(?:guests|nas|mounts|sites|backups|contracts|scripts|gate-scripts|packs)\//;
  const unexpected = findings
    .filter(({ gate }) => families.test(gate))
    .filter((finding) => !rows.some(({ row, file }) => proves(finding, row, file)));
  expect(
    unexpected.map(({ gate, place, message }) => `${gate} ${place.file}:${place.line} ${message}`),
  ).toEqual([]);
});
