import picomatch from 'picomatch';
import { beforeAll, describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { type Adequacy, adequacyOf } from '../../src/adequacy/adequacy.ts';
import { Bench } from '../../src/adequacy/bench.ts';
import { groundOf } from '../../src/adequacy/ground.ts';
import type { Mutant } from '../../src/adequacy/mutant.ts';
import { chosen, mutantsOf } from '../../src/adequacy/mutants.ts';
import { OPERATORS } from '../../src/adequacy/operators.ts';
import { tallyOf } from '../../src/adequacy/score.ts';
import type { Verdict } from '../../src/adequacy/verdict.ts';
import { contractSchemas } from '../../src/cli/contract-schemas.ts';
import { prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { edited } from '../../src/loop/text-edit.ts';
import { adequacyIn, type Sample, sample } from './sample-estate.ts';

const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };
const SEED = process.env.NIGHTLY ? Date.now() : 20260115;

let estate: Sample;

beforeAll(async () => {
  estate = await sample('two-sites');
});

const told = ({ mutant, fate, by }: Verdict) => `${mutant.id} ${fate} ${by.map(({ gate }) => gate).join()}`;
const survivors = ({ verdicts }: Adequacy) =>
  verdicts.flatMap(({ fate, mutant }) => (fate === 'survived' ? [`${mutant.file}: ${mutant.text}`] : []));

describe('the gates on the clean sample estate', () => {
  test('notice every damage that matters', { timeout: 3_600_000 }, async () => {
    const adequacy = await adequacyIn(estate, process.env.NIGHTLY ? {} : { sample: 60, seed: SEED });
    expect(survivors(adequacy)).toEqual([]);
    expect(tallyOf(adequacy.verdicts).killed).toBeGreaterThan(5);
    expect(adequacy.verdicts.flatMap(({ crashed }) => crashed)).toEqual([]);
  });

  test('a gate that is taken away leaves damage that nobody notices', async () => {
    const adequacy = await adequacyOf(
      subject((id) => !/^(?:guests|gaps)\//.test(id)),
      {
        seed: 1,
        schemas: contractSchemas(),
        operators: OPERATORS.filter(({ id }) => id === 'drop-from-order'),
      },
    );
    expect(survivors(adequacy).length).toBeGreaterThan(0);
  });
});

describe('no condition excuses', () => {
  const harm = [
    'the dns edge from home/100 to home/105 is dropped',
    'the probe media-server (service) is dropped',
    'the probe pve-pool-export (storage-export) is dropped',
    'the site home is dropped from phases of startup.sequencing.yaml',
  ];
  const laws = [
    'guests/after-resolver',
    'guests/nodes-in-phases',
    'mounts/export-probed',
    'sites/services-probed',
  ];

  test('an edge to a resolver, a probe of a service or an export, a phase of a hypervisor', async () => {
    const operators = OPERATORS.flatMap((operator) => {
      const damages = (ground: Parameters<typeof operator.damages>[0]) =>
        [...operator.damages(ground)].filter(({ text }) => harm.includes(text));
      return operator.id.endsWith('-field') ? [] : [{ ...operator, damages }];
    });
    const asked = { seed: 1, schemas: contractSchemas(), operators };
    const without = await adequacyOf(
      subject((id) => !laws.includes(id)),
      asked,
    );
    const unnoticed = survivors(without).map((text) => text.replace(/^.*?: /, ''));
    expect([...new Set(unnoticed)].sort()).toEqual(harm);
  });
});

function subject(takes: (gate: string) => boolean) {
  const { tree, prepared } = estate;
  const { settings, catalogue } = prepared;
  const gates = catalogue.filter(({ id }) => takes(id));
  return { tree, settings, catalogue, gates, estate: prepared.estate };
}

/** What stands on nodes is joined to the nodes of the mutant, though it says the same as before. */
const ofNode = (mutants: readonly Mutant[]): Mutant =>
  mutants.find(({ file, text }) => /registry/.test(file) && / gets the MAC of /.test(text))!;

describe('a mutant', () => {
  test('is judged in part as it would be judged as a whole', { timeout: 600_000 }, async () => {
    const { tree, prepared } = estate;
    const mutants = mutantsOf(groundOf(prepared.estate, contractSchemas()), OPERATORS);
    const bench = new Bench(subject(() => true));
    const drawn = chosen(mutants, { sample: process.env.NIGHTLY ? 200 : 8, seed: SEED });
    for (const { file, edits, text } of [...drawn, ofNode(mutants)]) {
      const trial = await bench.try({ file, edits });
      if (trial.refused !== undefined) continue;
      const damaged = overlayTree(tree, new Map([[file, edited(estate.textOf(file), edits)]]));
      const again = await prepare(damaged, 'a mutant', undefined);
      const { result } = judged(damaged, again, NOWHERE, again.catalogue);
      const found = (list: typeof result.findings) =>
        list.map(({ gate, fingerprint }) => `${gate} ${fingerprint}`).sort();
      expect(found(trial.noticed), text).toEqual(found(result.findings));
    }
  });

  test('is chosen alike by equal seeds, and otherwise by others', async () => {
    const mutants = mutantsOf(groundOf(estate.prepared.estate, contractSchemas()), OPERATORS);
    const drawn = (seed: number) => chosen(mutants, { sample: 30, seed }).map(({ id }) => id);
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    const few = { sample: 5, seed: 3, kind: 'topology.sites' };
    const twice = [await adequacyIn(estate, few), await adequacyIn(estate, few)];
    expect(twice[0]!.verdicts.map(told)).toEqual(twice[1]!.verdicts.map(told));
    expect(twice[0]!.verdicts.every(({ mutant }) => mutant.kind === 'topology.sites')).toBe(true);
  });
});

describe('the operators', () => {
  test('name gates that exist, and each does something to the sample estate', () => {
    const ids = GATES.map(({ id }) => id);
    const guards = OPERATORS.flatMap((operator) => operator.guards);
    expect(guards.filter((glob) => !ids.some((id) => picomatch.isMatch(id, glob)))).toEqual([]);
    const ground = groundOf(estate.prepared.estate, contractSchemas());
    const idle = OPERATORS.filter((operator) => [...operator.damages(ground)].length === 0);
    expect(idle.map(({ id }) => id)).toEqual([]);
  });
});
