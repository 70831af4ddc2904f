import { build } from 'esbuild';
import setup from '../test/built.ts';
import { BUNDLING } from '../tools/build/bundling.ts';
import { PROGRAMS } from './programs.ts';

/** Runs once before all tests of the lab. */
export default async function labSetup(): Promise<void> {
  await setup();
  await build({
    entryPoints: { entry: 'lab/entry.ts', init: 'lab/init.ts' },
    outdir: PROGRAMS,
    outExtension: { '.js': '.mjs' },
    ...BUNDLING,
  });
}
