import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commitAll, git, newRepository, put } from '../git/repository.ts';
import { gates } from '../receipt/command.ts';

const SITES = 'topology.sites.yaml';
const site = (id: string) => `  - {id: ${id}, status: active, lan_cidr: 10.0.${id.length}.0/24}\n`;

/** An estate with findings of old; its clock is pinned so that waivers and receipts repeat. */
function withDebt(settings = ''): string {
  const pinned = `version: 1\nnow: "2026-01-15T12:00:00Z"\n${settings}`;
  return newRepository({ [SITES]: `sites:\n${site('a')}`, 'gates.yaml': pinned });
}

async function summaryOf(root: string, ...args: string[]) {
  const { code, out } = await gates('check', '-C', root, '--format', 'json', ...args);
  return { code, ...JSON.parse(out).summary };
}

const rowsIn = (root: string, file = 'gate.baseline.yaml') =>
  parse(readFileSync(join(root, file), 'utf8')).findings as { gate: string; file: string; count?: number }[];

test('old debt fails nothing and is counted; new findings still fail', async () => {
  const root = withDebt();
  const before = await summaryOf(root);
  expect([before.code, before.baselined, before.fixed]).toEqual([1, 0, undefined]);
  const { code, out } = await gates('baseline', 'write', '-C', root);
  const debt = before.errors + before.warnings;
  expect([code, out]).toEqual([
    0,
    `gate.baseline.yaml holds ${debt} findings: ${debt} added, 0 taken out.\n`,
  ]);
  const after = await summaryOf(root);
  expect(after).toMatchObject({ code: 0, errors: 0, warnings: 0, baselined: debt, fixed: 0 });
  const text = (await gates('check', '-C', root)).out;
  expect(text).toContain(`0 waived, ${debt} in the baseline`);
  expect((await summaryOf(root, '--fail-on-waived')).code).toBe(1);
  put(root, { [SITES]: `sites:\n${site('a')}${site('bb')}` });
  const more = await summaryOf(root);
  expect([more.code, more.baselined]).toEqual([1, debt]);
  expect(more.errors).toBeGreaterThan(0);
});

test('what is mended is told, shown and pruned; pruning adds nothing', async () => {
  const root = withDebt();
  await gates('baseline', 'write', '-C', root);
  const rows = rowsIn(root).length;
  put(root, { [SITES]: 'sites:\n  - {id: a, status: planned, lan_cidr: 10.0.1.0/24}\n' });
  const { fixed } = await summaryOf(root);
  expect(fixed).toBeGreaterThan(0);
  expect((await gates('check', '-C', root)).out).toContain('`gates baseline prune`');
  const shown = JSON.parse((await gates('baseline', 'show', '-C', root, '--format', 'json')).out);
  expect(shown.filter((row: { state: string }) => row.state === 'fixed')).toHaveLength(fixed);
  put(root, { [SITES]: `sites:\n${site('bb')}` });
  const { out } = await gates('baseline', 'prune', '-C', root);
  expect(out).toMatch(/^\d+ taken out; gate\.baseline\.yaml holds \d+\.$/m);
  expect(rowsIn(root).length).toBeLessThan(rows);
  expect((await gates('baseline', 'prune', '-C', root)).out).toMatch(/^Nothing to take out/);
  expect((await summaryOf(root)).code).toBe(1);
});

test('a gate that cannot be waived is never hidden, by a row of hand or by write', async () => {
  const root = withDebt();
  await gates('baseline', 'write', '-C', root);
  const debt = rowsIn(root);
  put(root, { 'gates.yaml': `version: 1\nnow: "2026-01-15T12:00:00Z"\nunwaivable: ["sites/*"]\n` });
  const barred = debt.filter((row) => row.gate.startsWith('sites/')).length;
  expect(barred).toBeGreaterThan(0);
  const { code, errors, warnings } = await summaryOf(root);
  expect([code, errors + warnings]).toEqual([1, barred]);
  expect((await gates('baseline', 'show', '-C', root)).out).toContain(`${barred} not hidden`);
  const { out } = await gates('baseline', 'write', '-C', root);
  expect(out).toMatch(/of gates that cannot be waived stay out/);
  expect(rowsIn(root).filter((row) => row.gate.startsWith('sites/'))).toEqual([]);
});

test('a count hides as many as it says, and another file or gate hides nothing', async () => {
  const { applyBaseline } = await import('../../src/config/baseline.ts');
  const finding = (file: string) =>
    ({ gate: 'a/b', fingerprint: 'f', place: { file }, severity: 'error' }) as never;
  const rows = [{ gate: 'a/b', file: 'x', fingerprint: 'f', count: 2 }];
  const marked = (files: string[], unwaivable = false) =>
    applyBaseline(files.map(finding), rows, () => unwaivable).findings.map((one) => one.baselined ?? false);
  expect(marked(['x', 'x', 'x', 'y'])).toEqual([true, true, false, false]);
  expect(marked(['x'], true)).toEqual([false]);
});

test.each([
  ['findings: [\n', /gate\.baseline\.yaml:\d+:\d+: /],
  ['findings: [{gate: a/b}]\n', /gate\.baseline\.yaml:1:\d+: .*file/],
  ['findings: [{gate: a/b, file: x, fingerprint: f00}]\n', /expected a fingerprint/],
])('a malformed baseline is refused: %s', async (text, says) => {
  const root = withDebt();
  put(root, { 'gate.baseline.yaml': text });
  const { code, err } = await gates('check', '-C', root);
  expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  expect(err).toContain('gates baseline write');
});

test('a receipt tells what the baseline hides and repeats with it; it is warned, not passed', async () => {
  const root = withDebt('baseline: debt/old.yaml\n');
  await gates('baseline', 'write', '-C', root);
  expect(rowsIn(root, 'debt/old.yaml').length).toBeGreaterThan(0);
  commitAll(root);
  expect((await gates('verify', 'all', '-C', root, '--quiet')).code).toBe(0);
  const shown = (await gates('receipt', 'show', 'last', '-C', root)).out;
  expect(shown).toMatch(/WARNED/);
  expect((await gates('receipt', 'rerun', 'last', '-C', root)).out).toContain('reproduced');
  put(root, { 'debt/old.yaml': 'findings: []\n' });
  expect((await gates('receipt', 'verify', 'last', '-C', root)).out).toMatch(/debt\/old\.yaml/);
});

test('a commit that takes an entry away brings the finding back', async () => {
  const root = withDebt();
  await gates('baseline', 'write', '-C', root);
  commitAll(root);
  const staged = async () => (await gates('check', '-C', root, '--staged')).code;
  put(root, { 'gate.baseline.yaml': 'findings: []\n' });
  expect(await staged()).toBe(0);
  git(root, 'add', '-A');
  expect(await staged()).toBe(1);
});

test('without a baseline there is nothing to prune', async () => {
  const root = withDebt();
  const { code, err } = await gates('baseline', 'prune', '-C', root);
  expect(code).toBe(2);
  expect(err).toContain('there is no baseline: gate.baseline.yaml is not there');
  expect(err).toContain('gates baseline write');
});

test('the first commit of an ungoverned repository is told how to record its debt', async () => {
  const root = newRepository({ [SITES]: `sites:\n${site('a')}` });
  git(root, 'add', '-A');
  const { code, out } = await gates('check', '-C', root, '--staged');
  expect(code).toBe(1);
  expect(out).toContain('`gates baseline write` records it');
});
