import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obstacle } from './needs.ts';

/** `npm run test:lab`: runs the lab where it can be built, and says loudly where it cannot. */
const found = obstacle();
if (found && 'install' in found) {
  console.error(
    `The lab lacks programs. On Debian:\n\n  apt-get install --no-install-recommends ${found.install.join(' ')}\n`,
  );
  process.exit(1);
}
if (found) {
  const bar = '!'.repeat(78);
  console.log(
    `${bar}\nLAB SKIPPED: ${found.skip}.\nNothing of the lab ran: 0 tests, 0 kill points, 0 hostile values.\n${bar}`,
  );
  process.exit(0);
}
process.exit(runAndCount());

/** Runs the tests and prints what they counted; the exit code. */
function runAndCount(): number {
  const folder = mkdtempSync(join(tmpdir(), 'gates-lab-counts-'));
  const counts = join(folder, 'counts');
  const report = join(folder, 'report.json');
  try {
    const words = ['run', '--config', 'vitest.lab.config.ts', ...process.argv.slice(2)];
    const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
    const { status } = spawnSync('vitest', [...words, ...reporters], {
      stdio: 'inherit',
      env: { ...process.env, LAB_COUNTS: counts },
    });
    console.log(`\nThe lab: ${[testsIn(report), ...textIn(counts)].join(', ')}.`);
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testsIn(report: string): string {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    return `${numPassedTests} tests passed, ${numFailedTests} failed, ${numPendingTests} not run`;
  } catch {
    return 'no test ended';
  }
}

function textIn(counts: string): string[] {
  try {
    return readFileSync(counts, 'utf8').trimEnd().split('\n');
  } catch {
    return [];
  }
}
