import { build } from 'esbuild';
import setup from '../test/built.ts';
import { BUNDLING } from '../tools/build/bundling.ts';
import { sweep } from './leftovers.ts';
import { PROGRAMS } from './programs.ts';

/** Runs once before all tests of the lab; what it returns runs once after them. */
export default async function labSetup(): Promise<() => void> {
  sweep();
  await setup();
  await build({
    entryPoints: { entry: 'lab/entry.ts', init: 'lab/init.ts' },
    outdir: PROGRAMS,
    outExtension: { '.js': '.mjs' },
    ...BUNDLING,
  });
  return sweep;
}
