import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import fastGlob from 'fast-glob';

/** Runs once before all tests: the command that the tests of whole processes start is as new as its sources. */
export default function setup(): void {
  const sources = fastGlob.sync(['src/**', 'gates/**', 'schemas/**', 'package.json', 'tools/build.ts']);
  const newest = Math.max(...sources.map(changed));
  if (changed('dist/cli.js') < newest) {
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/build.ts'], { stdio: 'inherit' });
  }
}

/** Milliseconds since the epoch; never, when the file is not there. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
