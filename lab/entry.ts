import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** A record of a journal, as it is written. */
const RECORD = /^[0-9a-f]{64} \{/;

/**
 * Kills this process at a record of a window that the journal does not tell yet, counted from 1: before it is written,
 * when half of it is, or when it is on disk.
 */
const [when, number, path] = (process.env.KILL_AT ?? 'never 0').split(' ');
const { writeSync, fsyncSync } = fs;
const told = new Set(journalLines().map(meaning));
let news = 0;
let flushing = false;

function journalLines(): string[] {
  return path !== undefined && fs.existsSync(path) ? fs.readFileSync(path, 'latin1').split('\n') : [];
}

/** A record without its checksum, its number, its time and who wrote it. */
function meaning(line: string): string {
  return line.replace(/^[0-9a-f]{64} /, '').replaceAll(/"(seq|pid)":\d+,|"at":"[^"]*",/g, '');
}

const die = () => process.kill(process.pid, 'SIGKILL');

fs.writeSync = ((file: number, data: Buffer, at: number) => {
  const text = data instanceof Buffer ? data.toString('latin1') : '';
  if (!RECORD.test(text) || told.has(meaning(text.trimEnd()))) return writeSync(file, data, at);
  news++;
  const here = news === Number(number);
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
