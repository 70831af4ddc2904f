import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from './build/bundling.ts';
import { licenseTexts } from './build/licenses.ts';

/** Bundles the command and puts the grammars beside it, so that the package runs from any folder. */
const require = createRequire(import.meta.url);
const GRAMMARS = {
  'web-tree-sitter': 'web-tree-sitter.wasm',
  'tree-sitter-bash': 'tree-sitter-bash.wasm',
  'tree-sitter-python': 'tree-sitter-python.wasm',
};

// Built aside and then moved into place, so that two builds at once leave one whole dist.
const aside = mkdtempSync('.dist-');
const { metafile } = await build({
  metafile: true,
  entryPoints: {
    cli: 'src/cli/main.ts',
    replay: 'src/cli/replay.ts',
    'contract-thread': 'src/load/aside/thread.ts',
    thread: 'src/scripts/threads/thread.ts',
  },
  outdir: aside,
  ...BUNDLING,
});
mkdirSync(join(aside, 'grammars'));
for (const [name, file] of Object.entries(GRAMMARS)) {
  copyFileSync(join(folderOf(name), file), join(aside, 'grammars', file));
}

mkdirSync(join(aside, 'viewer'));
const VIEWER = 'mutation-testing-elements/dist/mutation-test-elements.js';
copyFileSync(require.resolve(VIEWER), join(aside, 'viewer', 'mutation-test-elements.js'));

const grammars = Object.keys(GRAMMARS).map((name) => `node_modules/${name}/`);
writeFileSync(
  join(aside, 'THIRD-PARTY-LICENSES.txt'),
  `${licenseTexts([...Object.keys(metafile.inputs), ...grammars, `node_modules/${VIEWER}`])}\n`,
);
writeFileSync(join(aside, 'build-id'), digestOfBuild(metafile.outputs));
rmSync('dist', { recursive: true, force: true });
chmodSync(aside, 0o755);
renameSync(aside, 'dist');

/** Caches are valid for one build. */
function digestOfBuild(outputs: Readonly<Record<string, unknown>>): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(outputs).sort()) hash.update(readFileSync(path));
  return hash.digest('hex');
}

function folderOf(name: string): string {
  let folder = dirname(require.resolve(name === 'web-tree-sitter' ? name : `${name}/package.json`));
  while (!folder.endsWith(name)) folder = dirname(folder);
  return folder;
}
