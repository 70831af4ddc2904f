import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The validator's own program for this platform; started without a shell, since a value of its options has a `;`. */
const PROGRAM = join(
  dirname(require.resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`)),
  'Sarif.Multitool',
);

/** Of the tool itself: it has no page on the web. */
const WITHOUT_PAGE = /SARIF2005.*informationUri/;

/** What Microsoft's validator has against logs, errors and warnings of its rules and of GitHub's. Throws when it did not run. */
export function sarifProblems(files: readonly string[]): string[] {
  const args = ['validate', ...files, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning'];
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  const { stdout, stderr } = spawnSync(PROGRAM, args, { encoding: 'utf8', env });
  if (!stdout?.includes(`${files.length} files scanned`))
    throw new Error(`the validator did not run: ${stdout}${stderr}`);
  const problems = stdout.split('\n').filter((line) => /: (error|warning) /.test(line));
  return problems.filter((line) => !WITHOUT_PAGE.test(line));
}
