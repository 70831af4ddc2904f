import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { prepare } from '../../src/cli/judge.ts';
import { editedFiles } from '../../src/gate/edited.ts';
import type { Example, Gate } from '../../src/gate/gate.ts';
import { runGate } from '../../src/gate/run.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { lineStarts, placeOf } from '../../src/load/lines.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import { findingsOf } from '../../src/result/findings.ts';

const bases = new Map<string, ReturnType<typeof diskTree>>();

function baseOf(example: Example) {
  const name = example.base ?? 'two-sites';
  const known = bases.get(name) ?? diskTree(`fixtures/estates/${name}`);
  bases.set(name, known);
  return known;
}

async function judged(gate: Gate, example: Example) {
  const base = baseOf(example);
  const { files, marks } = editedFiles(base, example);
  const tree = overlayTree(base, files);
  const { estate } = await prepare(tree, 'example', undefined);
  const run = runGate(gate, estate);
  const textOf = (file: string) => Buffer.from(tree.read(file)).toString('utf8');
  const findings = findingsOf([run], resolver(estate.documents, textOf));
  const expected = marks.map((mark) =>
    placeOf(mark.file, textOf(mark.file), lineStarts(textOf(mark.file)), mark),
  );
  return { run, findings, expected };
}

const spot = ({ file, line, column, endLine, endColumn }: ReturnType<typeof placeOf>) =>
  `${file}:${line}:${column}-${endLine}:${endColumn}`;

describe.each(GATES.map((gate) => ({ id: gate.id, gate })))('$id', ({ gate }) => {
  test('has examples both ways', () => {
    expect(gate.examples.passing.length).toBeGreaterThan(0);
    expect(gate.examples.failing.length).toBeGreaterThan(0);
  });

  test.each(gate.examples.passing.map((example) => ({ name: example.name, example })))(
    'passes: $name',
    async ({ example }) => {
      const { run, findings } = await judged(gate, example);
      expect(run.reason).toBeUndefined();
      expect(findings.map((finding) => `${spot(finding.place)} ${finding.message}`)).toEqual([]);
      expect(run.examined.length).toBeGreaterThan(0);
    },
  );

  test.each(gate.examples.failing.map((example) => ({ name: example.name, example })))(
    'fails: $name',
    async ({ example }) => {
      const { run, findings, expected } = await judged(gate, example);
      expect(run.reason).toBeUndefined();
      expect(expected.length).toBeGreaterThan(0);
      expect(findings.map((finding) => spot(finding.place)).sort()).toEqual(expected.map(spot).sort());
    },
  );
});
