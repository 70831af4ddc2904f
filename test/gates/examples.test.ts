import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { judgeExample } from '../../src/cli/example.ts';
import { newMemory } from '../../src/cli/judge.ts';
import type { Place } from '../../src/finding/place.ts';
import type { Example } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import {
  exampleName,
  exampleReport,
  FINGERPRINTS,
  shortFingerprints,
} from '../../tools/generate/gates-doc.ts';

const bases = new Map<string, ReturnType<typeof diskTree>>();

function baseOf({ base = 'two-sites' }: Example) {
  const known = bases.get(base) ?? diskTree(`fixtures/estates/${base}`);
  bases.set(base, known);
  return known;
}

const memory = newMemory();
/** A comparison with the whole page would print the whole page. */
const SHOWN = 'what docs/gates.md shows';
const fingerprints = JSON.parse(readFileSync(FINGERPRINTS, 'utf8')) as Record<string, readonly string[]>;
const page = readFileSync('docs/gates.md', 'utf8');

const spot = ({ file, line, column, endLine, endColumn }: Place) =>
  `${file}:${line}:${column}-${endLine}:${endColumn}`;

const named = (examples: readonly Example[]) => examples.map((example) => ({ name: example.name, example }));

describe.each(GATES.map((gate) => ({ id: gate.id, gate })))('$id', ({ gate }) => {
  test('has examples both ways', () => {
    expect(gate.examples.passing.length).toBeGreaterThan(0);
    expect(gate.examples.failing.length).toBeGreaterThan(0);
  });

  test.each(named(gate.examples.passing))('passes: $name', async ({ example }) => {
    const { run, findings } = await judgeExample(gate, example, baseOf(example), memory);
    expect(run.reason).toBeUndefined();
    expect(findings.map((finding) => `${spot(finding.place)} ${finding.message}`)).toEqual([]);
    expect(run.examined.isNothing).toBe(false);
  });

  test.each(named(gate.examples.failing))('fails: $name', async ({ example }) => {
    const judged = await judgeExample(gate, example, baseOf(example), memory);
    const { run, findings, marked } = judged;
    expect(run.reason).toBeUndefined();
    expect(marked.length).toBeGreaterThan(0);
    expect(findings.map((finding) => spot(finding.place)).sort()).toEqual(marked.map(spot).sort());
    const report = exampleReport(gate, judged);
    expect(page.includes(`~~~text\n${report}\n~~~`) ? SHOWN : report, 'npm run generate').toBe(SHOWN);
    expect(shortFingerprints(judged), 'baselines and waivers name fingerprints').toEqual(
      fingerprints[exampleName(gate, example)],
    );
  });
});
