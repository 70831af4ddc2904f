import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Stage } from './stage.ts';

/** Blocks of docs/maintenance.md that show what a command printed. */
const BLOCKS = readFileSync('docs/maintenance.md', 'utf8').match(/(?:^ {4}.*\n)+/gm)!;

/** The lines of the block that shows a command, without what differs from run to run. */
function shown(command: string): string[] {
  const block = BLOCKS.find((one) => one.startsWith(`    $ ${command}`))!;
  const lines = block.split('\n').slice(1).map(plain);
  return lines.filter((line) => line !== '' && line !== '...');
}

const plain = (line: string): string =>
  line
    .trim()
    .replaceAll(/MW-\d{8}T\d{6}Z/g, 'MW-#')
    .replace(/plan [0-9a-f]{16}/, 'plan #')
    .replace(/__R[A-Z2-7]{26}/, '__R#')
    .replace(/CAP-\d{8}-\d{6}/, 'CAP-#')
    .replace(/\(\d+ s|\(\S+\.yaml:\d+\)|\(\.\.\.\)/, '(#)');

/** Whether all lines stand in an output, in this order. */
function inOrder(lines: readonly string[], out: string): string[] {
  const rest = out.split('\n').map(plain);
  return lines.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(0, at + 1);
    return at < 0;
  });
}

test('the transcripts of the page are what the commands print', async () => {
  const stage = new Stage((state) => {
    state.machines['pve-home'].guests['105']!.deaf = true;
  });
  const run = shown('gates window run --site home --phase shutdown --poweroff home --execute');
  const first = await stage.run('run', { phase: 'shutdown', poweroff: ['home'] });
  expect(run.length).toBeGreaterThan(5);
  expect(inOrder(run, first.out), first.out).toEqual([]);
  stage.change((state) => {
    state.machines['pve-home'].guests['105']!.deaf = false;
  });
  const resume = shown('gates window resume');
  const second = await stage.run('resume', {});
  expect(resume.length).toBeGreaterThan(4);
  expect(inOrder(resume, second.out), second.out).toEqual([]);
});
