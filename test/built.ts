import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { build } from 'esbuild';
import fastGlob from 'fast-glob';
import { BUNDLING } from '../tools/build/bundling.ts';

/** Runs once before all tests: what the tests of whole processes start is as new as its sources. */
export default async function setup(): Promise<void> {
  const sources = fastGlob.sync(['src/**', 'gates/**', 'schemas/**', 'package.json', 'tools/build.ts']);
  const newest = Math.max(...sources.map(changed));
  if (changed('dist/cli.js') < newest) {
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/build.ts'], { stdio: 'inherit' });
  }
  await build({
    entryPoints: { entry: 'test/window/fake/entry.ts' },
    outdir: '.vitest/window',
    outExtension: { '.js': '.mjs' },
    ...BUNDLING,
  });
}

/** Milliseconds since the epoch; never, when the file is not there. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
