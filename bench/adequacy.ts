import { Bench } from '../src/adequacy/bench.ts';
import { groundOf } from '../src/adequacy/ground.ts';
import { chosen, mutantsOf } from '../src/adequacy/mutants.ts';
import { OPERATORS } from '../src/adequacy/operators.ts';
import { contractSchemas } from '../src/cli/contract-schemas.ts';
import { prepare } from '../src/cli/judge.ts';
import { judged } from '../src/cli/judgement.ts';
import { diskTree } from '../src/load/disk-tree.ts';
import { overlayTree } from '../src/load/overlay-tree.ts';
import { edited } from '../src/loop/text-edit.ts';

/** How much of a full judgement one mutant costs: the same mutants judged both ways, in one process. */
const ESTATE = 'fixtures/estates/two-sites';
const FEW = 40;
const MANY = 1000;
const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

const tree = diskTree(ESTATE);
const prepared = await prepare(tree, ESTATE, undefined);
const { estate, settings, catalogue } = prepared;
const mutants = mutantsOf(groundOf(estate, contractSchemas()), OPERATORS);
const bench = new Bench({ tree, settings, estate, catalogue, gates: catalogue });

const whole = await average(chosen(mutants, { sample: FEW, seed: 1 }), async ({ file, edits }) => {
  const text = edited(Buffer.from(tree.read(file)).toString('utf8'), edits);
  const damaged = overlayTree(tree, new Map([[file, text]]));
  const again = await prepare(damaged, ESTATE, undefined);
  judged(damaged, again, NOWHERE, again.catalogue);
});
const incremental = await average(chosen(mutants, { sample: MANY, seed: 1 }), (mutant) => bench.try(mutant));

console.log(`a full judgement: ${whole.toFixed(1)} ms; one mutant: ${incremental.toFixed(1)} ms`);
console.log(
  `one mutant costs 1/${(whole / incremental).toFixed(0)} of a full judgement (at most 1/20 is the goal)`,
);

/** Milliseconds of processor time for each item, after some that warm up: other work on the machine does not count. */
async function average<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<number> {
  for (const item of items.slice(0, 5)) await run(item);
  const start = process.cpuUsage();
  for (const item of items) await run(item);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / items.length;
}
