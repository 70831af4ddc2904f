import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../src/config/settings.ts';
import { waive } from '../../src/config/waive.ts';
import { daysLeft, readWaivers } from '../../src/config/waivers.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { checkedDocument } from '../../src/validate/checked.ts';
import { gates } from '../receipt/command.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const NO_FILES = {
  files: () => [],
  read: () => new Uint8Array(),
  size: () => 0,
  executable: () => false,
  has: () => false,
};

function waiversIn(text: string, settings: Settings = {}) {
  const tree = overlayTree(NO_FILES, new Map([['gate.waivers.yaml', text]]));
  return readWaivers(loadContracts(tree, { add: [], ignore: [] }).map(checkedDocument), settings, NOW);
}

const row = (fields: string) => `waivers:\n  - {owner: "@op", reason: why, ${fields}}\n`;
const finding: Finding = {
  gate: 'guests/placed',
  severity: 'error',
  message: 'm',
  subject: 'guest home/105',
  site: 'home',
  place: { file: 'f', line: 1, column: 1, endLine: 1, endColumn: 2 },
  related: [],
  fingerprint: 'ab12cd34'.padEnd(64, '0'),
};
const isWaived = (text: string, settings?: Settings) =>
  waive([finding], waiversIn(text, settings))[0]!.waived !== undefined;

describe('a waiver in force', () => {
  test.each([
    ['gate: guests/placed, subject: guest home/105, expires: 2026-02-01', true],
    ['gate: guests/placed, subject: "guest home/*", expires: 2026-02-01', true],
    ['gate: guests/placed, subject: "guest *", expires: 2026-02-01', true],
    ['gate: guests/placed, subject: guest home/105, site: home, expires: 2026-02-01', true],
    ['gate: guests/placed, fingerprint: "ab12cd34", expires: 2026-02-01', true],
    ['gate: guests/placed, subject: guest home/105, site: shop, expires: 2026-02-01', false],
    ['gate: guests/placed, subject: guest home/10, expires: 2026-02-01', false],
    ['gate: guests/placed, fingerprint: "bb12cd34", expires: 2026-02-01', false],
    ['gate: guests/owned, subject: guest home/105, expires: 2026-02-01', false],
    ['gate: guests/placed, subject: guest home/105, expires: 2026-01-15', true],
    ['gate: guests/placed, subject: guest home/105, expires: 2026-01-14', false],
    ['gate: guests/placed, subject: guest home/105, expires: "2026-01-15T11:59:59Z"', false],
    ['gate: guests/placed, subject: guest home/105, expires: "2026-01-15T13:30:00+01:00"', true],
    ['gate: guests/placed, subject: guest home/105, expires: 2026-07-14', true],
    ['gate: guests/placed, subject: guest home/105, expires: 2026-07-15', false],
    ['gate: guests/placed, subject: guest home/105, expires: 2026-02-30', false],
    ['gate: guests/placed, subject: guest home/105, expires: soon', false],
    ['gate: guests/placed, subject: guest home/105', false],
    ['gate: guests/placed, expires: 2026-02-01', false],
  ])('%s: %s', (fields, expected) => {
    expect(isWaived(row(fields))).toBe(expected);
  });

  test('has an owner, a reason and an end on the finding', () => {
    const waivers = waiversIn(row('gate: guests/placed, subject: guest home/105, expires: 2026-02-01'));
    expect(waive([finding], waivers)[0]!.waived).toEqual({
      source: 'waiver',
      by: '@op',
      reason: 'why',
      expires: '2026-02-01',
    });
  });

  test('is never of an unwaivable gate, nor of the gates that watch over waivers', () => {
    const text = row('gate: guests/placed, subject: guest home/105, expires: 2026-02-01');
    expect(isWaived(text, { unwaivable: ['guests/*'] })).toBe(false);
    const own = waiversIn(
      row('gate: waivers/current, subject: contract gate.waivers.yaml, expires: 2026-02-01'),
    );
    expect(own[0]!.refusals).toMatchObject([{ kind: 'unwaivable' }]);
  });

  test('does not fall with a broken row beside it', () => {
    const good =
      '  - {gate: guests/placed, subject: guest home/105, owner: o, reason: r, expires: 2026-02-01}\n';
    expect(isWaived(`waivers:\n${good}  - {gate: guests/placed}\n`)).toBe(true);
    expect(isWaived(`waivers:\n${good}  - [\n`)).toBe(false);
  });
});

test('days left count the days after today', () => {
  expect(daysLeft(Date.UTC(2026, 0, 16), NOW)).toBe(0);
  expect(daysLeft(Date.UTC(2026, 0, 17), NOW)).toBe(1);
});

describe('on the command line', () => {
  const estate = () => {
    const root = mkdtempSync(join(tmpdir(), 'gates-waivers-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    cpSync('fixtures/estates/two-sites-gapped', root, { recursive: true });
    const rows = [
      ['guests/placed', 'guest home/*', '2026-03-01'],
      ['guests/placed', 'guest home/777', '2026-02-01'],
      ['guests/placed', 'guest home/105', '2026-01-01'],
    ].map(
      ([gate, subject, expires]) =>
        `  - {gate: ${gate}, subject: ${subject}, owner: "@op", reason: r, expires: ${expires}}\n`,
    );
    writeFileSync(join(root, 'gate.waivers.yaml'), `waivers:\n${rows.join('')}`);
    return root;
  };
  const only = ['--gate', 'guests/placed'];

  test('what is waived is counted, shown and no failure, unless an audit asks', async () => {
    const root = estate();
    const plain = await gates('check', '-C', root, ...only);
    expect(plain).toMatchObject({ code: 0, out: expect.stringContaining('2 waived') });
    expect(plain.out).toMatch(/waived: VM 100 .*by @op until 2026-03-01: r/);
    expect((await gates('check', '-C', root, ...only, '--fail-on-waived')).code).toBe(1);
    const json = JSON.parse((await gates('check', '-C', root, ...only, '--format', 'json')).out);
    expect(json.findings).toHaveLength(2);
    expect(json.findings[0]).toMatchObject({ waived: { source: 'waiver', by: '@op' }, gap: ['GAP-OP-1059'] });
    expect(json.gates[0]).toMatchObject({ outcome: 'passed', findings: 2 });
  });

  test('expired and dead ones are findings of their own', async () => {
    const { out } = await gates('check', '-C', estate(), '--gate', 'waivers/*', '--quiet');
    expect(out).toContain('gate.waivers.yaml:4:');
    expect(out).toMatch(/expired on 2026-01-01.*\[waivers\/current\]/);
    expect(out).toMatch(/"guest home\/777" accepts nothing.*\[waivers\/needed\]/);
  });

  test('are listed with the days they have left, soonest first', async () => {
    const { out } = await gates('waivers', '-C', estate());
    expect(out.match(/(?:ended )?\d+ days (?:left|ago)(?:, NOT IN FORCE)?/g)).toEqual([
      'ended 14 days ago, NOT IN FORCE',
      '17 days left',
      '45 days left',
    ]);
  });
});
