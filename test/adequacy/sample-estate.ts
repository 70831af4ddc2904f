import { type Adequacy, adequacyOf } from '../../src/adequacy/adequacy.ts';
import type { Choice } from '../../src/adequacy/mutants.ts';
import { contractSchemas } from '../../src/cli/contract-schemas.ts';
import { type Prepared, prepare } from '../../src/cli/judge.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import type { Tree } from '../../src/load/tree.ts';

export interface Sample {
  readonly tree: Tree;
  readonly prepared: Prepared;
  readonly textOf: (file: string) => string;
}

/** A sample estate, ready to be damaged; `edits` come first. */
export async function sample(
  name: string,
  edits: ReadonlyMap<string, string | null> = new Map(),
): Promise<Sample> {
  const tree = overlayTree(diskTree(`fixtures/estates/${name}`), edits);
  const prepared = await prepare(tree, name, undefined);
  return { tree, prepared, textOf: (file) => Buffer.from(tree.read(file)).toString('utf8') };
}

/** Damages a sample estate by the gates whose id the test takes; all of them when there is none. */
export function adequacyIn(
  { tree, prepared }: Sample,
  choice: Partial<Choice> = {},
  takes: (gate: string) => boolean = () => true,
): Promise<Adequacy> {
  const { settings, estate, catalogue } = prepared;
  const gates = catalogue.filter((gate) => takes(gate.id));
  return adequacyOf(
    { tree, settings, estate, catalogue, gates },
    { seed: 1, ...choice, schemas: contractSchemas() },
  );
}
