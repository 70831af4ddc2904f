import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../load/tree-of.ts';
import { gates, gatesIn, shell } from './command.ts';

const CLEAN = 'fixtures/estates/two-sites';
const GAPPED = 'fixtures/estates/two-sites-gapped';
const ODD = 'fixtures/estates/odd-shapes';
/** A family of gates that reads no scripts, where it does not matter which. */
const FEW = ['--gate', 'guests/*'];

test('in a repository that holds more than the estate, gates.yaml marks its root', () => {
  const sites = 'sites:\n  - {id: a, status: planned}\n';
  const files = { 'infra/gates.yaml': 'version: 1\n', 'infra/ops/topology.sites.yaml': sites };
  const root = folderOf({ ...files, 'other/topology.sites.yaml': sites });
  execFileSync('git', ['init', '-q', root]);
  const found = (cwd: string): string[] => {
    const { out } = gatesIn(join(root, cwd), 'check', '--gate', 'contracts/verified', '--format', 'json');
    return JSON.parse(out).findings.map((finding: { place: { file: string } }) => finding.place.file);
  };
  expect(found('infra/ops')).toEqual(['ops/topology.sites.yaml']);
  expect(found('other')).toEqual(['infra/ops/topology.sites.yaml', 'other/topology.sites.yaml']);
});

describe('exit codes', () => {
  test.each([
    ['nothing to fix', [CLEAN], 0],
    ['findings', [GAPPED], 1],
    ['findings, of one site', [GAPPED, '--site', 'home', ...FEW], 1],
    ['contracts that do not load', [ODD], 1],
    ['findings below the threshold only', [ODD, '--gate', 'contracts/verified'], 0],
    ['the same with a lower threshold', [ODD, '--gate', 'contracts/verified', '--severity', 'warning'], 1],
    ['a list of what would run', [GAPPED, '--list'], 0],
  ])('%s', (_, [estate, ...args], code) => {
    const ended = gates('check', '-C', estate!, ...args);
    expect([ended.code, ended.err]).toEqual([code, '']);
  });

  test.each([
    ['no contract', ['-C', 'docs'], /no contract was found below docs/],
    ['no folder', ['-C', 'nowhere'], /"nowhere" is no folder/],
    ['an unknown gate', ['-C', CLEAN, '--gate', 'guests/sequencd'], /Did you mean "guests\/sequenced"/],
    ['an unknown site', ['-C', CLEAN, '--site', 'hoem'], /Did you mean "home"/],
    ['an unknown option', ['-C', CLEAN, '--gates', 'x'], /gates/],
    ['no name of a folder', ['-C', ''], /"" is no folder/],
    ['an option of one value twice', ['-C', CLEAN, '-C', CLEAN], /-C is given 2 times; give it once/],
    ['two severities', ['-C', CLEAN, '--severity', 'error', '--severity=warning'], /given 2 times/],
    ['an unknown format', ['-C', CLEAN, '--format', 'xml'], /xml/],
    ['a time that is none', ['-C', CLEAN, '--now', 'yesterday'], /"yesterday".*ISO 8601/],
  ])('could not judge: %s', (_, args, says) => {
    const { code, out, err } = gates('check', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test.each([
    ['a seed that is no number', ['adequacy', '--seed', 'x'], /--seed is "x".*from 0/],
    [
      'a plan of no site',
      ['plan'],
      /`gates plan` needs --site and --phase; `gates plan --help` has an example/,
    ],
    ['a lock of nobody', ['window', 'unlock', '--site', 'home', '--owner', ''], /--owner names nobody/],
    ['survivors below none', ['adequacy', '--survivors', '-3'], /--survivors is "-3"/],
    ['a sample of nothing', ['verify', 'core', '--adequacy-sample', '3'], /goes with --with-adequacy/],
  ])('%s', (_, args, says) => {
    const { code, out, err } = gates(...args, '-C', CLEAN);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(says)]);
  });

  test('an unknown command, with the nearest one', () => {
    const { code, err } = gates('chekc');
    expect(code).toBe(2);
    expect(err).toMatch(/check/);
  });

  test('a broken configuration ends the command at its line', () => {
    const root = folderOf({ 'gates.yaml': 'version: 1\nnow: [\n', 'topology.sites.yaml': 'sites: []\n' });
    const { code, err } = gates('check', '-C', root);
    expect(code).toBe(2);
    expect(err).toMatch(/gates\.yaml:\d+:\d+: /);
  });

  test('a configuration that is a folder is said, not thrown', () => {
    const root = folderOf({ 'gates.yaml/x': '', 'topology.sites.yaml': 'sites: []\n' });
    const { code, err } = gates('check', '-C', root);
    expect(code).toBe(2);
    expect(err).toMatch(/gates\.yaml cannot be read/);
  });

  test('are the same in every format', () => {
    const root = folderOf({});
    const formats = ['json', 'sarif', 'junit', 'github', 'markdown'];
    const all = formats.flatMap((format) => ['--format', `${format}=${join(root, format)}`]);
    expect(gates('check', '-C', GAPPED, ...FEW, ...all).code).toBe(1);
    expect(gates('check', '-C', GAPPED, ...FEW, '--format', 'github').code).toBe(1);
    expect(readdirSync(root).sort()).toEqual([...formats].sort());
  });
});

describe('several formats in one run', () => {
  test('go to files and to standard output, each whole', () => {
    const root = folderOf({});
    const sarif = join(root, 'a=b.sarif');
    const args = ['check', '-C', GAPPED, '--format', `sarif=${sarif}`, '--format', 'json', ...FEW];
    const { code, out, err } = gates(...args);
    expect([code, err]).toEqual([1, '']);
    const results = JSON.parse(readFileSync(sarif, 'utf8')).runs[0].results;
    expect(results).toHaveLength(JSON.parse(out).findings.length);
    expect(readdirSync(root)).toEqual(['a=b.sarif']);
  });

  test.each([
    ['two on standard output', ['--format', 'text', '--format', 'json'], /only one format/],
    ['two into one file', ['--format', 'text=/tmp/x', '--format', 'json=/tmp/../tmp/x'], /two formats/],
    ['no file after the sign', ['--format', 'json='], /names no file/],
    ['a folder that is not there', ['--format', 'json=no/where.json'], /"no\/where.json" cannot be written/],
    ['a folder as the file', ['--format', 'json=docs'], /it is a folder/],
    ['a format that is misspelt', ['--format', 'sarf=x'], /Did you mean "sarif"/],
  ])('are refused: %s', (_, args, says) => {
    const { code, out, err } = gates('check', '-C', CLEAN, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });
});

describe('the result as JSON', () => {
  test.each([CLEAN, GAPPED, ODD])('of %s fits its schema', (estate) => {
    const schema = JSON.parse(readFileSync('schemas/result.schema.json', 'utf8'));
    const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const result = JSON.parse(gates('check', '-C', estate, '--format', 'json').out);
    expect(fits(result), JSON.stringify(fits.errors)).toBe(true);
  });

  test('has the same bytes again, and from another folder', () => {
    const root = folderOf({});
    cpSync(GAPPED, root, { recursive: true });
    const bytes = (cwd: string, estate: string) =>
      gatesIn(cwd, 'check', '-C', estate, '--format', 'json').out;
    const first = bytes('.', root);
    expect(bytes('.', root)).toBe(first);
    expect(bytes(root, '.')).toBe(first);
  });

  test('has its findings in order of file, line, column', () => {
    const { findings } = JSON.parse(gates('check', '-C', GAPPED, '--format', 'json').out);
    const places = findings.map(
      ({ place }: { place: { file: string; line: number; column: number } }) =>
        `${place.file}\0${String(place.line).padStart(9, '0')}\0${String(place.column).padStart(9, '0')}`,
    );
    expect(places).toEqual([...places].sort());
  });
});

describe('the text', () => {
  test('ends with a line that speaks all counts', () => {
    expect(gates('check', '-C', CLEAN).out).toMatch(
      /^0 findings .*\d+ passed, 0 failed, \d+ vacuous, 0 blocked, 0 crashed\.$/m,
    );
  });

  test('has no colour without a terminal, and has it when asked', () => {
    const colour = '\u001b[';
    expect(gates('check', '-C', GAPPED).out).not.toContain(colour);
    expect(gates('check', '-C', GAPPED, '--no-color', ...FEW).out).not.toContain(colour);
    expect(gates('check', '-C', GAPPED, '--color', ...FEW).out).toContain(colour);
  });

  test('--quiet is one line a finding', () => {
    const result = JSON.parse(gates('check', '-C', ODD, '--format', 'json').out);
    const lines = gates('check', '-C', ODD, '--quiet').out.trimEnd().split('\n');
    const places = lines.filter((line) => /^\S+:\d+:\d+/.test(line));
    expect(places).toHaveLength(result.findings.length);
  });

  test('shows control characters of a contract as what they are', () => {
    const root = folderOf({
      'topology.sites.yaml': 'sites:\n  - {id: "a\\e[2Jb", status: "\\u202ereversed", vmid_range: "\\a"}\n',
    });
    const { out } = gates('check', '-C', root, '--gate', '*/*');
    expect(['\u001b', '\u0007', '\u202e'].filter((char) => out.includes(char))).toEqual([]);
  });

  test('is cut short quietly by a reader that goes away', () => {
    const { out, err } = shell(`$GATES check -C ${GAPPED} | head -1`);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toBe('');
  });
});

describe('the estate', () => {
  test('is the git root above the working directory', () => {
    const root = folderOf({});
    cpSync(CLEAN, root, { recursive: true });
    execFileSync('git', ['init', '-q', root]);
    const { code, out } = gatesIn(join(root, 'ops/bindings'), 'check', ...FEW);
    expect([code, out.includes('0 findings')]).toEqual([0, true]);
  });

  test('is the working directory outside git', () => {
    const root = folderOf({});
    cpSync(CLEAN, root, { recursive: true });
    expect(gatesIn(root, 'check', ...FEW).code).toBe(0);
  });

  test('may lie in a folder with blanks and other alphabets', () => {
    const root = join(folderOf({}), 'my estate — é');
    mkdirSync(root);
    cpSync(GAPPED, root, { recursive: true });
    expect(gates('check', '-C', root, ...FEW).code).toBe(1);
  });

  test('is only read', () => {
    const root = folderOf({});
    cpSync(GAPPED, root, { recursive: true });
    const state = () =>
      execFileSync('find', [root, '-type', 'f', '-newer', join(root, 'gates.yaml')]).toString();
    execFileSync('touch', [join(root, 'gates.yaml')]);
    gates('check', '-C', root);
    expect(state()).toBe('');
  });
});
