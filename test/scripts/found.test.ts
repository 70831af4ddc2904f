import { describe, expect, test } from 'vitest';
import { findScripts, languageOfHead, type ScriptTree } from '../../src/scripts/discover.ts';
import { effectOf } from '../../src/scripts/effect.ts';
import { spelledIn } from '../../src/scripts/spelled.ts';
import { newCounter, piecesOf, type ToRead } from '../../src/scripts/threads/pieces.ts';
import { threadsFor } from '../../src/scripts/threads/read-all.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function treeOf(texts: Readonly<Record<string, string | undefined>>): ScriptTree {
  return {
    files: () => [
      ...Object.keys(texts).map((path) => ({ path, type: 'file' as const })),
      { path: 'a-folder.sh', type: 'directory' },
      { path: 'a-link.sh', type: 'symlink' },
    ],
    read: (path) => {
      const text = texts[path];
      if (text === undefined) throw new Error('gone');
      return bytes(text);
    },
    size: (path) => (texts[path] ?? '#!/x').length,
    executable: () => true,
  };
}

const found = (
  texts: Readonly<Record<string, string | undefined>>,
  { roots = [], ignore = [] }: { roots?: string[]; ignore?: string[] } = {},
) =>
  findScripts(treeOf(texts), { roots, ignore, isLeftOut: (path) => path.startsWith('.archive/') }).map(
    ({ path, language, size }) => `${path} ${language} ${size}`,
  );

describe('what a script is', () => {
  test.each([
    ['by its ending', { 'a.sh': '', 'b.BASH': 'x', 'c.zsh': '', 'd.ksh': '', 'e.py': '' }, 5],
    ['by its first line', { a: '#!/bin/sh\n', b: '#!/usr/bin/env python3\n', 'c.d': '#!/bin/bash -e\n' }, 3],
    [
      'no data, whatever it begins with',
      { 'a.yaml': '#!/bin/sh\n', 'b.md': '#!/bin/sh\n', 'c.js': '#!/bin/sh' },
      0,
    ],
    ['no other text', { a: 'echo x\n', b: '#!', c: '#! /opt/perl\n', d: '' }, 0],
    [
      'no test',
      { 'tests/a.sh': '', 'x/Test/b.sh': '', 'd.test.py': '', e_test: '#!/bin/sh', 'test_f.py': '' },
      0,
    ],
    [
      'though it is called like one',
      { 'attests/a.sh': '', 'latest.sh': '', 'test_restore.sh': '', 'test/x.txt': '', tests: '#!/bin/sh' },
      4,
    ],
    ['not what others wrote', { 'node_modules/x/a.sh': '', 'vendor/b.sh': '', '.git/hooks/c.sh': '' }, 0],
    ['not what is left out', { '.archive/a.sh': '' }, 0],
    ['not what went away', { a: undefined }, 0],
    ['by the name alone, not by the folder', { 'x.sh/a': 'x\ny\n', 'x.yaml/a': '#!/bin/sh' }, 1],
    ['with a first line of two signs', { a: '#?/bin/sh', b: '?!/bin/sh', c: '# /bin/sh' }, 0],
    ['not a folder of tests by any case', { 'SPECS/a.sh': '', 'testdata/b.sh': '', 'build/c.sh': '' }, 0],
    ['not a test of another shell', { 'a.bats': '#!/bin/sh', 'a.bats.sh': '', 'b-test.py': '' }, 0],
    ['a page or a picture is none', { 'a.htm': '#!/bin/sh', 'b.jpg': '#!/bin/sh', 'c.YML': '#!/bin/sh' }, 0],
  ] as const)('%s', (_, texts, count) => {
    expect(found(texts)).toHaveLength(count);
  });

  test('with its language and size', () => {
    const texts = { 'a.sh': '1234', b: '#!/usr/bin/python3\n', 'c.py': '#!/bin/sh\n' };
    expect(found(texts)).toEqual(['a.sh shell 4', 'b python 19', 'c.py python 10']);
  });

  test('below the folders asked for, and not where it is ignored', () => {
    const texts = { 'ops/a.sh': '', 'opsx/b.sh': '', 'lib/ops/c.sh': '', 'd.sh': '', 'lib/.e.sh': '' };
    const paths = (options: { roots?: string[]; ignore?: string[] }) =>
      found(texts, options).map((line) => line.split(' ')[0]);
    expect(paths({ roots: ['ops'] })).toEqual(['ops/a.sh']);
    expect(paths({ roots: ['./ops/', 'lib//'] })).toEqual(['ops/a.sh', 'lib/ops/c.sh', 'lib/.e.sh']);
    expect(paths({ roots: ['.'] })).toHaveLength(5);
    expect(paths({ roots: ['lib/ops/', 'x'] })).toEqual(['lib/ops/c.sh']);
    expect(found({ 'a./b/c.sh': '', 'a.b/c.sh': '', 'b/c.sh': '' }, { roots: ['a./b'] })).toHaveLength(1);
    expect(paths({ ignore: ['lib/**', '*/b.sh'] })).toEqual(['ops/a.sh', 'd.sh']);
  });

  test.each([
    ['#!/bin/bash', 'shell'],
    ['#!/usr/bin/env -S zsh -e', 'shell'],
    ['#!/usr/bin/python3.11', 'python'],
    ['#!/usr/bin/env python', 'python'],
    ['#!/usr/bin/python3.12 -u', 'python'],
    ['#!/bin/xpython', undefined],
    ['#!/bin/fish', undefined],
    ['# !/bin/sh', undefined],
    ['x#!/bin/sh', undefined],
    ['#!/bin/node\nsh', undefined],
  ])('%s', (line, language) => {
    expect(languageOfHead(bytes(line))).toBe(language);
  });
});

test.each([
  ['qm', 'start', 'change'],
  ['pct', 'restore', 'change'],
  ['qm', 'guest', 'read'],
  ['docker', 'ps', 'read'],
  ['systemctl', 'is-active', 'read'],
  ['poweroff', '', 'change'],
  ['vzdump', 'list', 'change'],
  ['ssh', 'h', 'unknown'],
  ['qm', 'restarted', 'unknown'],
])('%s %s is told as %s', (tool, verb, effect) => {
  expect(effectOf(tool, verb)).toBe(effect);
});

test('a text may run the scripts whose names it spells', () => {
  const paths = ['ops/bin/stop', 'ops/bin/stop-all', 'lib/stop-all', 'ops/status.sh'];
  const run = spelledIn(paths, [{ name: 'site.status', script: 'ops/status.sh' }]);
  expect(run('stop it')).toEqual([]);
  expect(run('"$BIN"/stop it')).toEqual(['ops/bin/stop']);
  expect(run('exec stop-all; x stop-all')).toEqual(['ops/bin/stop-all', 'lib/stop-all']);
  expect(run('ops cap run site.status')).toEqual(['ops/status.sh']);
  expect(run('sstop-all stop-all2')).toEqual([]);
});

describe('work for several threads', () => {
  const script = (length: number): ToRead => ({
    found: { path: 'x', language: 'shell', size: length },
    source: 'x'.repeat(length),
    isCheck: false,
  });

  test('comes in pieces of some length, each once', () => {
    const scripts = [1, 30_000, 10, 23_989, 1, 24_000, 5].map(script);
    const counter = newCounter();
    const [one, other] = [piecesOf(scripts, counter), piecesOf(scripts, counter)];
    expect([one.next().value, other.next().value, one.next().value]).toEqual([[0, 1], [2, 3, 4], [5]]);
    expect([...other]).toEqual([[6]]);
    expect([...one]).toEqual([]);
  });

  test('is given to as many as are asked for, and to one where there is little', () => {
    const before = process.env.GATES_JOBS;
    const of = (jobs: string, lengths: readonly number[]) => {
      process.env.GATES_JOBS = jobs;
      return threadsFor(lengths.map(script));
    };
    try {
      expect([
        of('3', [1, 1, 1, 1]),
        of('9', [1, 1, 1, 1, 1, 1]),
        of('2', [1]),
        of('1', [900_000, 1]),
      ]).toEqual([3, 4, 1, 1]);
      expect([of('', [10, 10]), of('-2', [10, 10]), of('1.5', [10, 10])]).toEqual([1, 1, 1]);
    } finally {
      if (before === undefined) delete process.env.GATES_JOBS;
      else process.env.GATES_JOBS = before;
    }
  });
});
