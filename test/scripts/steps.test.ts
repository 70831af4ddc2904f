import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import type { Step } from '../../src/scripts/step.ts';
import { readText } from '../../src/scripts/text.ts';

beforeAll(loadGrammars);

const shell = (...lines: string[]) => readText('script', 'shell', lines.join('\n')).steps;
const python = (...lines: string[]) => readText('script.py', 'python', lines.join('\n')).steps;
const named = (steps: readonly Step[], word: string) =>
  steps.find((step) => step.words.some(({ text }) => text === word))!;
const failure = (steps: readonly Step[], word: string) =>
  named(steps, word).fates.map((fate) => fate.failure);

describe('what becomes of a failure', () => {
  it.each([
    ['set -e\nqm start 1\n:', 'fatal'],
    ['#!/bin/bash -e\nqm start 1\n:', 'fatal'],
    ['a=1 b=2\nset -eE\nqm start 1\n:', 'fatal'],
    ['qm start 1\n:', 'ignored'],
    ['set -e\nset +e\nqm start 1\nset -e', 'switched-off'],
    ['qm start 1 || true', 'swallowed'],
    ['qm start 1 || { echo no; true; }', 'told'],
    ['qm start 1 || echo no', 'told'],
    ['qm start 1 || die no', 'leaves'],
    ['qm start 1 || pct start 2', 'handled'],
    ['qm start 1 || rc=$?', 'handled'],
    ['qm start 1\nrc=$?', 'tested'],
    ['if qm start 1; then :; fi', 'tested'],
    ['if ! qm start 1; then exit 1; fi', 'leaves'],
    ['if qm start 1; then :; else return 1; fi', 'leaves'],
    ['if ! qm start 1; then exit 0; fi', 'tested'],
    ['for v in 1 2; do if ! qm start $v; then break; fi; done', 'tested'],
    ['qm start 1 | tee log\n:', 'lost'],
    ['set -o pipefail\nset -e\nqm start 1 | tee log\n:', 'fatal'],
    ['qm start 1 &\nwait', 'ignored'],
    ['qm start 1 &\nwait $!', 'lost'],
    ['set -e\nqm start 1 && echo up\n:', 'ignored'],
    ['set -e\nlocal out=$(qm start 1)\n:', 'lost'],
    ['set -e\nout=$(qm start 1)\n:', 'fatal'],
    ['f() { qm start 1; }', 'passed'],
    ['f() { if true; then qm start 1; fi; }', 'passed'],
    ['if a; then qm start 1; else pct start 2; fi || exit 1', 'leaves'],
  ])('%s', (source, expected) => {
    expect(failure(shell(source), 'qm')).toEqual([expected]);
  });

  it('is told for each program around a step, as far as it is passed on', () => {
    expect(failure(shell('ssh h "qm stop 1" || true'), 'qm')).toEqual(['passed', 'swallowed']);
    expect(failure(shell('ssh h "qm stop 1; pct stop 2"'), 'qm')).toEqual(['ignored']);
    expect(failure(shell('ssh h sh <<EOF', 'set -e', 'qm stop 1', 'pct stop 2', 'EOF', ':'), 'qm')).toEqual([
      'fatal',
      'ignored',
    ]);
  });

  it('is an exception in Python, or a result that somebody has to ask for', () => {
    const run = (rest: string) => `subprocess.run(["qm", "start", v]${rest})`;
    expect(failure(python(run(', check=True')), 'qm')).toEqual(['fatal']);
    expect(failure(python(run('')), 'qm')).toEqual(['ignored']);
    expect(failure(python(run(', check=False')), 'qm')).toEqual(['swallowed']);
    expect(failure(python(`done = ${run('')}`), 'qm')).toEqual(['tested']);
    expect(
      failure(python('try:', `    ${run(', check=True')}`, 'except Exception:', '    pass'), 'qm'),
    ).toEqual(['swallowed']);
  });
});

describe('what leads to a step', () => {
  const guards = (steps: readonly Step[], word: string) =>
    named(steps, word).guards.map((guard) => `${guard.holds ? '' : 'not '}${guard.text}`);

  it('is told of branches, arms, lists and loops over written words', () => {
    expect(guards(shell('if a; then :; elif b; then qm list; fi'), 'qm')).toEqual(['b', 'not a']);
    expect(guards(shell('case $k in lxc) qm list ;; esac'), 'qm')).toEqual(['$k in lxc']);
    expect(guards(shell('case $k in a|b) : ;; *) qm list ;; esac'), 'qm')).toEqual(['not $k in a|b']);
    expect(guards(shell('case "$(qm list)" in a) : ;; esac'), 'qm')).toEqual([]);
    expect(guards(shell('a || qm list'), 'qm')).toEqual(['not a']);
    expect(guards(shell('for s in x y; do qm list; done'), 'qm')).toEqual(['$s in x|y']);
  });

  it('is told of earlier statements that leave', () => {
    expect(guards(shell('[ -z "$x" ] && exit 1', 'qm list'), 'qm')).toEqual(['not [ -z "$x" ]']);
    expect(guards(shell('case $s in x) continue ;; esac', 'qm list'), 'qm')).toEqual(['not $s in x']);
    expect(
      guards(python('for s in t:', '    if s == "x":', '        continue', '    run(["qm", "list"])'), 'qm'),
    ).toEqual(['not s == "x"']);
  });
});

describe('what a step ends', () => {
  const leaves = (source: string) => named(shell(`poweroff=1\n${source}`), 'ping').leaves?.on;

  it.each([
    ['while ping h; do :; done', 'failure'],
    ['until ping h; do :; done', 'success'],
    ['until ! ping h; do :; done', 'failure'],
    ['while :; do ping h || break; done', 'failure'],
    ['while :; do ! ping h && break; done', 'failure'],
    ['while :; do if ping h; then exit 0; fi; done', 'success'],
    ['while :; do if ! ping h; then return 0; fi; done', 'failure'],
    ['while :; do ping h || continue; done', undefined],
    ['ping h || exit 1', undefined],
  ])('%s', (source, expected) => {
    expect(leaves(source)).toBe(expected);
  });
});

it('reads nothing from scripts that have nothing to do with power', () => {
  expect(shell('ls | wc -l', 'grep x y')).toEqual([]);
});
