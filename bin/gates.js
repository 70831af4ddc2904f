#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const args = process.argv.slice(2);

// Answered before anything large is loaded.
if (args.length === 1 && args[0] === '--version') {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else if (args[0] !== 'check' || !(await replayed())) {
  const { main } = await import('../dist/cli.js');
  await main(args);
}

async function replayed() {
  const { replay } = await import('../dist/replay.js');
  return replay(args);
}
