import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Builds the command from its sources. npm prepares a package that comes from git for a global place, as the
 * pre-commit framework asks it to, without what the build needs: then that is installed here first.
 */
if (!existsSync('node_modules/tsx')) npm('ci', '--global=false', '--ignore-scripts', '--include=dev');
npm('run', '--global=false', 'build');

/** By the npm that runs this, without a shell. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli === undefined ? ['npm', []] : [process.execPath, [cli]];
  execFileSync(command, [...first, ...args], {
    stdio: 'inherit',
    env: { ...process.env, npm_config_global: 'false' },
  });
}
