import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Kills this process at the flush with that number: before it, or right after it. */
const [when, number] = (process.env.KILL_AT ?? 'never 0').split(' ');
const flush = fs.fsyncSync;
let count = 0;
fs.fsyncSync = (file) => {
  count++;
  if (when === 'before' && count === Number(number)) process.kill(process.pid, 'SIGKILL');
  flush(file);
  if (when === 'after' && count === Number(number)) process.kill(process.pid, 'SIGKILL');
};
syncBuiltinESMExports();

const { reportError } = await import('../../../src/cli/errors.ts');
const commands = await import('./commands.ts');
const [name, argv] = [process.argv[2]!, JSON.parse(process.argv[3]!)];
try {
  process.exitCode = await commands.COMMANDS[name]!(argv);
} catch (error) {
  process.exitCode = reportError(error, false);
}
if (process.env.COUNT_FLUSHES) fs.writeFileSync(process.env.COUNT_FLUSHES, String(count));
