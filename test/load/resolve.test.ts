import { expect, test } from 'vitest';
import { EMPTY_TREE } from '../../src/load/empty-tree.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';

test('anchors are resolved in contracts and in other files, each read once', () => {
  const file = 'topology.sites.yaml';
  const documents = loadContracts(
    overlayTree(EMPTY_TREE, new Map([[file, '# Sites\nsites:\n  - {id: a}\n']])),
    { add: [], ignore: [] },
  );
  const asked: string[] = [];
  const resolve = resolver(documents, (path) => {
    asked.push(path);
    return 'one\ntwo three\n';
  });
  expect(resolve({ file, path: ['sites', 0, 'id'], on: 'value' })).toEqual({
    file,
    line: 3,
    column: 10,
    endLine: 3,
    endColumn: 11,
  });
  expect(resolve({ file, path: ['sites'], on: 'key' })).toMatchObject({ line: 2, column: 1, endColumn: 6 });
  expect(resolve({ file, start: 0, end: 3 })).toMatchObject({ line: 1, column: 1, endColumn: 4 });
  const other = { file: 'run.sh', line: 2, column: 5, endLine: 2, endColumn: 10 };
  expect(resolve({ file: 'run.sh', start: 8, end: 13 })).toEqual(other);
  expect(resolve({ file: 'run.sh', path: ['a'], on: 'value' })).toMatchObject({ line: 1, column: 1 });
  expect(asked).toEqual(['run.sh']);
});
