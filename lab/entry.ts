import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** A record of a journal, as it is written. */
const RECORD = /^[0-9a-f]{64} \{/;

/**
 * Kills this process at the journal's record with that number: before it is written, when half of it is, or when it
 * is on disk.
 */
const [when, number] = (process.env.KILL_AT ?? 'never 0').split(' ');
const { writeSync, fsyncSync } = fs;
let records = 0;
let flushing = false;

const die = () => process.kill(process.pid, 'SIGKILL');

fs.writeSync = ((file: number, data: Buffer, at: number) => {
  if (!(data instanceof Buffer && RECORD.test(data.toString('latin1', 0, 70))))
    return writeSync(file, data, at);
  records++;
  const here = records === Number(number);
  if (here && when === 'unwritten') die();
  if (here && when === 'torn') {
    writeSync(file, data, 0, Math.floor(data.length / 2));
    die();
  }
  flushing = here && when === 'written';
  return writeSync(file, data, at);
}) as typeof fs.writeSync;

fs.fsyncSync = (file) => {
  fsyncSync(file);
  if (flushing) die();
};
syncBuiltinESMExports();

const { reportError } = await import('../src/cli/errors.ts');
const { COMMANDS } = await import('./commands.ts');
const [name, argv] = [process.argv[2]!, JSON.parse(process.argv[3]!)];
try {
  process.exitCode = await COMMANDS[name]!(argv);
} catch (error) {
  process.exitCode = reportError(error, false);
}
