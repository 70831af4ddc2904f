import { join, resolve } from 'node:path';
import { prepare } from '../src/cli/judge.ts';
import { diskTree } from '../src/load/disk-tree.ts';

/** What the floor has to parse of an estate: its governed contracts, and the scripts that matter to a gate. */
export async function floorFiles(estate: string) {
  const prepared = await prepare(diskTree(estate), estate, undefined);
  const path = (file: string) => join(resolve(estate), file);
  const scripts = prepared.estate.scripts;
  const of = (language: string) =>
    scripts.filter(({ facts }) => facts.text.language === language).map((script) => path(script.path));
  return {
    contracts: prepared.estate.documents
      .map(({ file }) => file)
      .filter((file) => /\.ya?ml$/.test(file))
      .map(path),
    shell: of('shell'),
    python: of('python'),
    grammars: ['web-tree-sitter', 'tree-sitter-bash', 'tree-sitter-python'].map((name) =>
      resolve(`dist/grammars/${name}.wasm`),
    ),
  };
}
