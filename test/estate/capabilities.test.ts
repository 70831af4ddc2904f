import { describe, expect, test } from 'vitest';
import { commandWords } from '../../src/estate/join/capabilities/command-words.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import { estateOf, textAt } from './two-small-sites.ts';

const FILES = { 'ops/bin/act': '#!/bin/sh\n', 'ops/lib/plain.py': 'pass\n', 'sub/run': '#!/bin/sh\n' };
const RUNNABLE = ['ops/bin/act', 'sub/run'];

function capability(fields: string, id = 'x.y'): Capability {
  const text = `capabilities:\n  other: {command: "true", cwd: "$ROOT"}\n  ${id}: {${fields}}\n`;
  const estate = estateOf({ ...FILES, 'ops/capabilities.yaml': text }, RUNNABLE);
  return estate.capabilities.find((one) => one.id === id)!;
}

describe('commandWords', () => {
  test.each([
    ['./a --b c', ['./a', '--b', 'c']],
    [`ssh host "pct list" 'a b'`, ['ssh', 'host', 'pct list', 'a b']],
    [String.raw`a\ b "c\"d" 'e\f'`, ['a b', 'c"d', 'e\\f']],
    ['a "" b', ['a', '', 'b']],
    ['a"b c"d', ['ab cd']],
    ['"never closed', ['never closed']],
    ['   ', []],
  ])('%j', (line, words) => {
    expect(commandWords(line)).toEqual(words);
  });
});

describe('the executable', () => {
  test.each([
    ['a path', 'command: "./ops/bin/act --json"', 'ops/bin/act', true, true],
    ['a path without a dot', 'command: "ops/bin/act"', 'ops/bin/act', true, true],
    ['a file that may not be run', 'command: "./ops/lib/plain.py"', 'ops/lib/plain.py', true, false],
    [
      'the script of an interpreter',
      'command: "python3 -u ops/lib/plain.py x"',
      'ops/lib/plain.py',
      true,
      true,
    ],
    ['a wrapper', 'command: "env A=1 timeout 30 bash ops/bin/act"', 'ops/bin/act', true, true],
    ['an assignment', 'command: "A=1 ./ops/bin/act"', 'ops/bin/act', true, true],
    ['a line for a shell', `command: "bash -lc './ops/bin/act --x'"`, 'ops/bin/act', true, true],
    ['the variable of the cwd', 'command: "$ROOT/ops/bin/act", cwd: "$ROOT"', 'ops/bin/act', true, true],
    ['the same in braces', `command: "\${ROOT}/ops/bin/act"`, 'ops/bin/act', true, true],
    ['a folder as cwd', 'command: "./run", cwd: sub', 'sub/run', true, true],
    ['a folder below the variable', 'command: "./run", cwd: "$ROOT/sub"', 'sub/run', true, true],
    ['another variable, to a file that is there', 'command: "$OTHER/ops/bin/act"', 'ops/bin/act', true, true],
    ['a change of folder', 'command: "cd sub && ./run"', 'sub/run', true, true],
    ['a change of folder elsewhere', 'command: "cd /srv && ./run"', './run', false, false],
    ['a way up and down', 'command: "../ops/bin/act", cwd: sub', 'ops/bin/act', true, true],
    ['a missing file', 'command: "./ops/bin/gone"', 'ops/bin/gone', false, false],
    ['the home folder', 'command: "$HOME/bin/act"', '$HOME/bin/act', false, false],
    ['another variable, to nothing', 'command: "$OTHER/ops/bin/gone"', '$OTHER/ops/bin/gone', false, false],
    ['a path of a machine', 'command: "/Users/someone/act"', '/Users/someone/act', false, false],
    ['a path out of the estate', 'command: "../act"', '../act', false, false],
    ['a program', 'command: "ssh hyper-m uptime"', undefined, true, true],
    ['a program of the system', 'command: "/usr/bin/ssh hyper-m"', undefined, true, true],
    ['a module', 'command: "python3 -m http.server"', undefined, true, true],
  ])('of %s', (_, fields, path, exists, runnable) => {
    expect(capability(fields).executable).toEqual({ exists, runnable, own: false, ...(path && { path }) });
  });

  test.each(['gates nas stop', 'npx --yes gates nas stop', './node_modules/.bin/gates check'])(
    '%s is our own',
    (command) => {
      expect(capability(`command: "${command}"`).executable?.own).toBe(true);
    },
  );

  test.each(['command: null', 'command: ""', 'description: x'])('%s has none', (fields) => {
    const found = capability(fields);
    expect([found.executable, found.argv]).toEqual([undefined, []]);
  });
});

describe('observability', () => {
  test.each([
    ['safety: read-only, command: "./ops/bin/act status"', true],
    ['safety: read-only, domain: monitoring', true],
    ['safety: read-only, command: "./ops/bin/act"', false],
    ['safety: mutating, command: "./ops/bin/act status"', false],
    ['safety: read-only, facet: dns', true],
    ['observes: [disk-b]', true],
    ['safety: destructive, observes: [disk-b]', false],
    ['safety: null', false],
  ])('%s', (fields, observability) => {
    expect(capability(fields).observability).toBe(observability);
  });

  test('the facet is the stated one', () => {
    expect(capability('facet: dns').facet).toBe('dns');
    expect(capability('safety: read-only').facet).toBe('observability');
  });
});

describe('sites', () => {
  const sitesOf = (fields: string, id?: string) => {
    const found = capability(fields, id);
    return [found.sites.join('+'), found.siteFrom, found.nodes.map(({ value }) => value).join('+')];
  };

  test.each([
    ['sites', 'sites: [barge]', ['barge', 'stated', '']],
    ['a scalar', 'sites: barge', ['barge', 'stated', '']],
    ['nodes', 'nodes: [disk-b, hyper-m]', ['barge+mill', 'stated', 'disk-b+hyper-m']],
    ['observed references', 'observes: [barge/105, disk-m]', ['barge+mill', 'stated', 'disk-m']],
    ['stated against the command', 'sites: [barge], command: "ssh hyper-m x"', ['barge', 'stated', '']],
  ])('stated as %s', (_, fields, expected) => {
    expect(sitesOf(fields)).toEqual(expected);
  });

  test.each([
    ['a node in the command', 'command: "ssh root@hyper-m uptime"', ['mill', 'derived', 'hyper-m']],
    ['a guest in the command', 'command: "./ops/bin/act dns-b"', ['barge', 'derived', '']],
    ['a guest key', 'command: "./ops/bin/act barge/121"', ['barge', 'derived', '']],
    ['an option', 'command: "./ops/bin/act --host=disk-b"', ['barge', 'derived', 'disk-b']],
    ['a variable', 'command: "HOST=disk-b ./ops/bin/act"', ['barge', 'derived', 'disk-b']],
    ['an address', 'command: "curl https://10.1.0.10:8006/"', ['mill', 'derived', 'hyper-m']],
    ['the site option', 'command: "./ops/bin/act --site barge"', ['barge', 'derived', '']],
    ['the site option with =', 'command: "./ops/bin/act --site=barge"', ['barge', 'derived', '']],
    ['an argument', 'command: "./a", args: [--json, "--host disk-b"]', ['barge', 'derived', 'disk-b']],
    [
      'the default of an argument',
      'command: "./a", args: [{name: site, default: mill}]',
      ['mill', 'derived', ''],
    ],
    ['the command, not the tags', 'command: "ssh hyper-m x", tags: [disk-b]', ['mill', 'derived', 'hyper-m']],
    ['a node in the text', 'command: "./a", description: "Looks at disk-b."', ['barge', 'derived', 'disk-b']],
    ['a node in the tags', 'command: "./a", tags: [disk-m]', ['mill', 'derived', 'disk-m']],
    ['a tag that the text confirms', 'tags: [barge], description: "Barge guests."', ['barge', 'derived', '']],
    [
      'a domain that the text confirms',
      'domain: barge, description: "dns-b answers."',
      ['barge', 'derived', ''],
    ],
  ])('derived from %s', (_, fields, expected) => {
    expect(sitesOf(fields)).toEqual(expected);
  });

  test.each([
    ['its id alone', 'command: "./a status"', 'barge.vm.status'],
    [
      'its id and a text on something else',
      'command: "./a status", description: "All guests."',
      'barge.vm.status',
    ],
    ['a positional word', 'command: "./a barge"', 'x.y'],
    ['a number', 'command: "./a 105"', 'x.y'],
  ])('not from %s', (_, fields, id) => {
    expect(sitesOf(fields, id)).toEqual(['', undefined, '']);
  });

  test('an id is a hint that the text confirms', () => {
    expect(sitesOf('description: "The guests of the barge."', 'barge.vm.status')[0]).toBe('barge');
  });

  test('references that nobody knows dangle', () => {
    const found = capability('sites: [both, mill], nodes: [ghost]');
    expect(found.dangling.map(({ value }) => value)).toEqual(['both', 'ghost']);
  });
});

test('stands at its key; odd entries do not stop the rest', () => {
  const text =
    'capabilities:\n  a.b: {command: [1], tags: 5, args: {x: 1}, requires: c.d}\n  bad: 7\n  nul: null\n';
  const estate = estateOf({ 'capabilities.yaml': text });
  expect(estate.capabilities.map(({ id }) => id)).toEqual(['a.b']);
  expect(textAt(estate, estate.capabilities[0]!.at)).toBe('a.b');
  expect(estate.capabilities[0]!.requires.map(({ value }) => value)).toEqual(['c.d']);
});
