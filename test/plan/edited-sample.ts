import { buildEstate } from '../../src/estate/estate.ts';
import { sourcesOf } from '../../src/estate/sources.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Document } from '../../src/load/document.ts';
import { loadContracts } from '../../src/load/load.ts';
import { resolver } from '../../src/load/resolve.ts';
import type { Tree } from '../../src/load/tree.ts';
import { type Planned, planOf } from '../../src/plan/plan.ts';
import type { PlanRequest } from '../../src/plan/scope.ts';
import { checkedDocument } from '../../src/validate/checked.ts';
import type { Edit } from './estates.ts';

const TREE = diskTree('fixtures/estates/two-sites');
const LOADED = documentsIn(TREE);

/** Plans the sample estate with one file changed, reading only that file again: for tests that do so very often. */
export function planEdited(request: PlanRequest, { file, find, replace }: Edit): Planned {
  const before = LOADED.find((document) => document.file === file)!;
  if (!before.text.includes(find)) throw new Error(`${file} does not hold ${JSON.stringify(find)}`);
  const [after] = documentsIn(
    treeOfOne(
      file,
      before.text.replace(find, () => replace),
    ),
  );
  const documents = LOADED.map((document) => (document === before ? after! : document));
  const estate = buildEstate(sourcesOf(documents, TREE, Date.UTC(2026, 0, 15)));
  return planOf(
    estate,
    request,
    resolver(documents, () => ''),
  );
}

function documentsIn(tree: Tree): Document[] {
  return loadContracts(tree, { add: [], ignore: [] }).map(checkedDocument);
}

function treeOfOne(path: string, text: string): Tree {
  return {
    files: () => [{ path, type: 'file' }],
    read: () => Buffer.from(text),
    size: () => Buffer.byteLength(text),
    executable: () => false,
    has: (other) => other === path,
  };
}
