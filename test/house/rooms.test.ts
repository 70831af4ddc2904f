import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { roomOf, type Source, sourcesBelow } from './sources.ts';

/** The rooms of src; each imports only itself and rooms named before it. */
const ROOMS = [
  'timing',
  'grouping',
  'once',
  'threads',
  'finding',
  'contract',
  'load',
  'validate',
  'config',
  'scripts',
  'cache',
  'estate',
  'gate',
  'own',
  'result',
  'report',
  'receipt',
  'loop',
  'fix',
  'adequacy',
  'git',
  'plan',
  'window',
  'cli',
];

/** A law sees the model and the words of the tool, never files, results, receipts or machines. */
const OPEN_TO_LAWS = [
  'grouping',
  'once',
  'finding',
  'contract',
  'load',
  'config',
  'scripts',
  'estate',
  'gate',
  'loop',
];

const sources = sourcesBelow('src', 'gates');

const crossings = (allowed: (from: string, to: string) => boolean, of: readonly Source[]) =>
  of.flatMap(({ path, imports }) =>
    imports
      .filter((target) => !allowed(roomOf(path), roomOf(target)))
      .map((target) => `${path} -> ${target}`),
  );

describe('one direction', () => {
  test('every folder of src is a room', () => {
    const rooms = new Set(sources.map((source) => roomOf(source.path)));
    expect([...rooms].filter((room) => room !== 'gates' && !ROOMS.includes(room))).toEqual([]);
  });

  test('the house on one page lists them in this order', () => {
    const page = readFileSync('CONTRIBUTING.md', 'utf8');
    expect([...page.matchAll(/^\| `(\w+)` \|/gm)].map((row) => row[1])).toEqual(ROOMS);
  });

  test('a room imports only rooms before it; only the command line knows the gates', () => {
    const before = (from: string, to: string) =>
      to === 'gates' ? from === 'cli' : ROOMS.indexOf(to) <= ROOMS.indexOf(from);
    expect(
      crossings(
        before,
        sources.filter((source) => source.path.startsWith('src/')),
      ),
    ).toEqual([]);
  });

  test('a gate imports only what laws may see', () => {
    const open = (_: string, to: string) => to === 'gates' || OPEN_TO_LAWS.includes(to);
    expect(
      crossings(
        open,
        sources.filter((source) => source.path.startsWith('gates/')),
      ),
    ).toEqual([]);
  });

  test('no file imports itself over others, not even for types', () => {
    expect(circlesOf(sourcesBelow('src', 'gates', 'lab', 'bench', 'tools'))).toEqual([]);
  });
});

/** Every circle of imports, as the path that closes it. */
function circlesOf(all: readonly Source[]): string[] {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (done.has(path) || trail.includes(path)) return;
    for (const target of byPath.get(path)?.imports ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of all) visit(path, []);
  return circles;
}
