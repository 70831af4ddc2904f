import { spawnSync } from 'node:child_process';

/** One command equal to CI: each step runs, and the first that fails ends it. */
const STEPS: readonly [string, string, ...string[]][] = [
  ['types', 'tsc', '--noEmit'],
  ['lint and format', 'biome', 'ci', '--error-on-warnings', '.'],
  ['generated files', 'tsx', 'tools/generate.ts', '--check'],
  ['build', 'tsx', 'tools/build.ts'],
  ['tests', 'npm', 'test'],
];

for (const [name, command, ...args] of STEPS) {
  console.log(`\n— ${name}: ${[command, ...args].join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\ncheck failed at: ${name}`);
    process.exit(status ?? 1);
  }
}
console.log('\ncheck passed');
