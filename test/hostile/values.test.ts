import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { FORMATS, rendererOf } from '../../src/report/format.ts';
import { gates } from '../receipt/command.ts';
import { estateFolder } from './estate-folder.ts';
import { type Told, told } from './judged.ts';

const SECRET = 'THE-SECRET-OUTSIDE';

/** A contract outside the estate, and a pipe there that would hold up whoever opens it. */
function outside(root: string): { contract: string; pipe: string } {
  const around = dirname(root);
  const contract = join(around, 'services.health.yaml');
  const pipe = join(around, 'pipe');
  writeFileSync(contract, `endpoints:\n  - {id: ${SECRET}, host: nowhere, url: 7}\n`);
  execFileSync('mkfifo', [pipe]);
  return { contract, pipe };
}

describe('no path outside the estate is read', () => {
  test('a symlink that leads out is reported and not followed', async () => {
    const root = estateFolder();
    const { contract, pipe } = outside(root);
    symlinkSync(contract, join(root, 'ops/bindings/more.services.health.yaml'));
    symlinkSync(pipe, join(root, 'ops/bindings/more.ssh.targets.yaml'));
    symlinkSync(dirname(root), join(root, 'ops/up'));
    const { text } = await told(diskTree(root));
    expect(text).not.toContain(SECRET);
    expect(text).toContain('more.services.health.yaml:1:1: error: this symlink leads outside the estate');
  });
});

test('judging runs no script and writes nothing into the estate', async () => {
  const root = estateFolder();
  const trap = '#!/bin/bash\nset -e\ntouch ran-anyway "$(dirname "$0")/ran-anyway"\nexit 1\n';
  for (const file of ['ops/plugins/infra/bin/guest-status', 'surfaces/verify/d102-guests-sequenced.sh']) {
    writeFileSync(join(root, file), trap);
  }
  const files = () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => `${path} ${statSync(path).mtimeMs}`)
      .sort();
  const before = files();
  await gates('check', '-q', '-C', root);
  expect(files()).toEqual(before);
});

/** What the maps and lists in some data inherit from. */
function prototypesIn(data: unknown): Set<unknown> {
  if (data === null || typeof data !== 'object') return new Set();
  const below = Object.values(data).flatMap((value) => [...prototypesIn(value)]);
  return new Set([Object.getPrototypeOf(data), ...below]);
}

describe('keys with a meaning in JavaScript are plain keys', () => {
  const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

  test.each([
    'ops/bindings/topology.sites.yaml',
    'ops/bindings/infra.placement.policy.yaml',
    'ops/capabilities.yaml',
    'docs/governance/SERVICE_REGISTRY.yaml',
    'ops/bindings/startup.sequencing.yaml',
  ])('%s', async (file) => {
    const tree = diskTree('fixtures/estates/two-sites');
    const text = Buffer.from(tree.read(file)).toString('utf8');
    const rows = KEYS.map((key) => `${key}: {polluted: yes, ${key}: {polluted: yes}}\n`).join('');
    const below = text.replace(
      /^(sites|hosts|capabilities|lifecycle):\n/gm,
      (head) =>
        head +
        (/^(sites)/.test(head) && file.includes('topology')
          ? ''
          : KEYS.map((key) => `  ${key}: {polluted: yes}\n`).join('')),
    );
    const hostile = overlayTree(tree, new Map([[file, `${below}\n${rows}`]]));
    await told(hostile);
    const { data } = loadContracts(hostile, { add: [], ignore: [] }).find((one) => one.file === file)!;
    expect(Object.hasOwn(data as object, '__proto__')).toBe(true);
    const plain: unknown[] = [Object.prototype, Array.prototype];
    expect([...prototypesIn(data)].filter((one) => !plain.includes(one))).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('terminal escapes in values never reach the terminal raw', () => {
  const ESCAPE = '\\e[2J\\e]0;owned\\a\\u202e\\u009b31m';
  let judged: Told;
  let root: string;

  beforeAll(async () => {
    const tree = diskTree('fixtures/estates/two-sites');
    const edits = new Map(
      tree.files().flatMap(({ path, type }) => {
        if (type !== 'file' || !/\.ya?ml$/.test(path)) return [];
        const text = Buffer.from(tree.read(path)).toString('utf8');
        return [[path, text.replace(/: "?([A-Za-z][\w .@-]*)"?$/gm, `: "$1${ESCAPE}"`)]] as const;
      }),
    );
    judged = await told(overlayTree(tree, edits));
  });

  /** All control characters but the line end, and the ones that turn the direction of text. */
  const RAW = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

  test('in the text report', () => {
    expect(judged.result?.findings.length).toBeGreaterThan(20);
    expect(judged.text).toContain('\\u001b');
    expect(RAW.exec(judged.text)).toBeNull();
  });

  test.each(FORMATS)('as %s', async (format) => {
    const render = await rendererOf(format);
    const text = render(judged.run!, { colour: false, quiet: false });
    expect(text).toContain('owned');
    expect(RAW.exec(text)).toBeNull();
  });

  test.each([
    [['check', '--quiet']],
    [['check', '--list']],
    [['packs']],
    [['plan', '--site', 'shop', '--phase', 'shutdown']],
    [['loop', 'list']],
    [['gap', 'list']],
    [['gap', 'show', 'GAP-OP-1037']],
    [['explain', 'GAP-OP-1037']],
    [['loop', 'audit']],
    [['impact', 'nas']],
    [['parity']],
    [['waivers']],
    [['adequacy', '--kind', 'topology.sites', '--sample', '20', '--survivors', '20', '--pack', 'core']],
  ])('%j', async (args) => {
    root = estateFolder();
    for (const file of [
      'ops/bindings/topology.sites.yaml',
      'ops/bindings/operational.gaps.yaml',
      'ops/capabilities.yaml',
    ]) {
      const text = Buffer.from(diskTree(root).read(file)).toString('utf8');
      writeFileSync(
        join(root, file),
        text.replace(/(notes|title|description|owner): (?![|>])"?([^"\n]*)"?$/gm, `$1: "x${ESCAPE}"`),
      );
    }
    const { out, err } = await gates(...args, '-C', root);
    expect(out + err).not.toBe('');
    expect(RAW.exec(out + err)).toBeNull();
  });
});
