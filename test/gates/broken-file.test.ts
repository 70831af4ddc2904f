import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { runGates } from '../../src/gate/run.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';

const memory = newMemory();

const base = diskTree('fixtures/estates/two-sites');
const laws = GATES.filter((gate) => !gate.scripts && !gate.needs);
const contracts = loadContracts(base, { add: [], ignore: [] }).filter(({ file }) => file.endsWith('.yaml'));

describe('one contract that cannot be read is one finding', () => {
  test.each(contracts.map(({ file }) => file))('%s', async (file) => {
    const text = Buffer.from(base.read(file)).toString('utf8');
    const tree = overlayTree(base, new Map([[file, `${text}\nopen: [\n`]]));
    const { estate } = await prepare(tree, file, undefined, () => laws, memory);
    const runs = runGates(laws, estate);
    const findings = runs.flatMap(({ gate, breaches }) =>
      breaches.map(({ message }) => `${gate.id}: ${message}`),
    );
    expect(findings).toEqual([expect.stringContaining('contracts/parse: ')]);
  });
});
