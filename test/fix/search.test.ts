import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { contractSchemas } from '../../src/cli/contract-schemas.ts';
import { judgeOf } from '../../src/cli/fix/judge-edited.ts';
import { newMemory } from '../../src/cli/judge.ts';
import { mend, suggestion, type Workbench } from '../../src/fix/mend.ts';
import { textsOf } from '../../src/fix/patch.ts';
import { REPAIRS } from '../../src/fix/repairs/catalogue.ts';
import { Search } from '../../src/fix/search/search.ts';
import { editedFiles } from '../../src/gate/edited.ts';
import type { Gate } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';

const base = diskTree('fixtures/estates/two-sites');
const memory = newMemory();
const schemas = contractSchemas();

/** Laws on scripts and closure laws cost most of a judgement. */
const onContracts = (gate: Gate): boolean => !gate.scripts && !gate.needs;

interface Outcome {
  /** Findings for which nothing was found. */
  readonly open: number;
  /** Of the edits that were found: the files after them. */
  readonly files: readonly ReadonlyMap<string, string>[];
  readonly workbench: Workbench;
}

/** What becomes of the first failing example of a gate: mended, to decide, found or open. */
async function outcomeOf(gate: Gate): Promise<Outcome> {
  const tree = overlayTree(base, editedFiles(base, gate.examples.failing[0]!).files);
  const judge = judgeOf(tree, 'the example', undefined, onContracts, memory);
  const wanted = (finding: { readonly gate: string }) => finding.gate === gate.id;
  const workbench = { judge, before: await judge(new Map()), repairs: REPAIRS, wanted };
  const mended = await mend(workbench);
  const search = new Search(workbench, mended, schemas);
  const files: ReadonlyMap<string, string>[] = [];
  let open = 0;
  for (const finding of mended.after.findings.filter(wanted)) {
    if (await suggestion(workbench, mended, finding)) continue;
    const { patch } = await search.find(finding);
    if (patch) files.push(new Map([...textsOf(mended.patch), ...textsOf(patch)]));
    else open++;
  }
  return { open, files, workbench };
}

const gateOf = (id: string): Gate => GATES.find((gate) => gate.id === id)!;

describe('an edit that satisfies the gate is found by trying', () => {
  test.each([
    ['a reference that means nothing', 'sites/postchecks'],
    ['two switches that disagree', 'sites/oob-switches-agree'],
    ['a value of the wrong shape', 'contracts/fit-schema'],
    ['a line too many in a page', 'loops/listed-once'],
    ['a facet that another site has', 'sites/observability-parity'],
  ])('for %s', async (_, id) => {
    const { open, files, workbench } = await outcomeOf(gateOf(id));
    expect(open).toBe(0);
    expect(files.length).toBeGreaterThan(0);
    for (const texts of files) {
      const after = await workbench.judge(texts);
      const before = new Set(workbench.before.findings.map(({ fingerprint }) => fingerprint));
      expect(after.findings.filter(({ fingerprint }) => !before.has(fingerprint))).toEqual([]);
      expect(after.findings.length).toBeLessThan(workbench.before.findings.length);
    }
  });
});

test('what was observed, what is waived and what does not parse are left alone', async () => {
  for (const id of ['backups/evidence-recent', 'waivers/permitted', 'contracts/parse']) {
    expect((await outcomeOf(gateOf(id))).files, id).toEqual([]);
  }
});

// Minutes of judging: all laws by night.
if (process.env.NIGHTLY) {
  test('most laws on contracts have an edit for their example', async () => {
    const open: string[] = [];
    const gates = GATES.filter(
      (gate) => onContracts(gate) && (gate.examples.failing[0]!.base ?? 'two-sites') === 'two-sites',
    );
    for (const gate of gates) if ((await outcomeOf(gate)).open > 0) open.push(gate.id);
    expect(open.length / gates.length, open.join(', ')).toBeLessThan(0.33);
  }, 600_000);
}
