/**
 * The floor: what no run can go below while it parses with the same libraries on one core. Reads a list of files
 * (JSON: contracts, shell, python) and parses each: `yaml`'s parseDocument, and tree-sitter without a look at the tree.
 */
import { readFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
import { parseDocument } from 'yaml';

interface Files {
  readonly contracts: readonly string[];
  readonly shell: readonly string[];
  readonly python: readonly string[];
  /** The three wasm files. */
  readonly grammars: readonly [engine: string, shell: string, python: string];
}

const files = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Files;
for (const path of files.contracts) parseDocument(readFileSync(path, 'utf8'), { logLevel: 'silent' });
const [engine, shell, python] = files.grammars.map((path) => new Uint8Array(readFileSync(path)));
await Parser.init({ wasmBinary: engine } as unknown as Parameters<typeof Parser.init>[0]);
await parseAll(shell!, files.shell);
await parseAll(python!, files.python);

async function parseAll(grammar: Uint8Array, paths: readonly string[]): Promise<void> {
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  for (const path of paths) parser.parse(readFileSync(path, 'utf8'))?.delete();
}
