import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GUARD_IDS } from '../../src/plan/model.ts';
import type { FakeState } from './fake/home.ts';
import { Stage } from './stage.ts';

/** Blocks of docs/maintenance.md that show what a command printed: a line to type, and lines in this order. */
const BLOCKS = readFileSync('docs/maintenance.md', 'utf8')
  .match(/(?:^ {4}.*\n)+/gm)!
  .map((block) => block.split('\n').map((line) => line.slice(4)))
  .filter(([line, next]) => line!.startsWith('$ gates ') && next !== undefined && /^[^$]/.test(next))
  .map(([line, ...lines]) => ({ line: line!.slice(2), lines: lines.map(plain).filter(shown) }));

const NIGHT = Date.parse('2026-01-15T03:00:00Z') / 1000;
const COPIES = [
  ['/mnt/pve/archive-b/dump/vzdump-qemu-100-2026_01_15-02_30_00.vma.zst', 9_000_000_000],
  ['/mnt/pve/archive-b/dump/vzdump-lxc-105-2026_01_11-03_00_00.tar.zst', 400_000_000],
  ['/volume1/photos/.backup/notes/notes-2026-01-15.sql.gz', 1_000_000],
  ['/var/backups/teleporter/teleporter-2026-01-15.zip', 1_000_000],
] as const;

/** What is true of the machines from the n-th run on. */
const AT_RUN: readonly ((guests: FakeState['machines']['pve-home']['guests']) => void)[] = [
  (guests) => {
    guests['105']!.lock = 'backup';
  },
  (guests) => {
    delete guests['105']!.lock;
    guests['105']!.deaf = true;
  },
  (guests) => {
    guests['105']!.deaf = false;
  },
];

function shown(line: string): boolean {
  return line !== '' && line !== '...';
}

/** A line without what differs from run to run. */
function plain(line: string): string {
  return line
    .trim()
    .replaceAll(/MW-\d{8}T\d{6}Z/g, 'MW-@')
    .replace(/\b[0-9a-f]{16}([0-9a-f]{48})?$/, '@')
    .replace(/__R[A-Z2-7]{26}/, '__R@')
    .replace(/CAP-\d{8}-\d{6}/, 'CAP-@')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*Z/g, '@')
    .replace(/\(at most \d+ s more\)|\(\S+\.yaml:\d+\)|\(\.\.\.\)/, '(@)');
}

/** Lines that an output does not have, or not in this order. */
function missing(lines: readonly string[], out: string): string[] {
  const rest = out.split('\n').map(plain);
  return lines.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(0, at + 1);
    return at < 0;
  });
}

test('the page says of every guard what to do when it refuses', () => {
  const page = readFileSync('docs/maintenance.md', 'utf8');
  const [, table] = page.split('## When a guard refuses');
  const named = [...table!.matchAll(/^\| ([a-z, -]+) \|/gm)].flatMap(([, ids]) => ids!.split(', '));
  expect(named.filter((id) => id !== 'guard').sort()).toEqual([...GUARD_IDS].sort());
});

test('the page, typed from top to bottom, prints what it shows', { timeout: 120_000 }, async () => {
  const stage = new Stage((state) => {
    state.files = COPIES.map(([path, size]) => ({ path, seconds: NIGHT, size }));
  });
  let runs = 0;
  for (const { line, lines } of BLOCKS) {
    const change = /--execute|resume/.test(line) ? AT_RUN[runs++] : undefined;
    if (change) stage.change((state) => change(state.machines['pve-home'].guests));
    const { out, err } = await stage.typed(line);
    expect(missing(lines, out + err), `${line}\n${out}${err}`).toEqual([]);
  }
  expect(BLOCKS.length).toBeGreaterThan(7);
  expect(runs).toBe(4);
});
