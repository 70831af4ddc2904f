import { mkdirSync, rmdirSync } from 'node:fs';
import { build } from 'esbuild';
import setup from '../test/built.ts';
import { BUNDLING } from '../tools/build/bundling.ts';
import { sweep } from './leftovers.ts';
import { SSH_HOME } from './operator.ts';
import { PROGRAMS } from './programs.ts';

/** Runs once before all tests of the lab; what it returns runs once after them. */
export default async function labSetup(): Promise<() => void> {
  sweep();
  const made = mkdirSync(SSH_HOME, { recursive: true, mode: 0o700 }) !== undefined;
  await setup();
  await build({
    entryPoints: { entry: 'lab/entry.ts', init: 'lab/init.ts' },
    outdir: PROGRAMS,
    outExtension: { '.js': '.mjs' },
    ...BUNDLING,
  });
  return () => {
    sweep();
    if (made) rmdirSync(SSH_HOME);
  };
}
