import { describe, expect, test } from 'vitest';
import { packProof } from '../../src/loop/pack-proof.ts';
import { verdictOn } from '../../src/loop/verdict.ts';
import { cleanEstate, type Files, judgedEstate, receiptOf, textOf } from './judged-estate.ts';

const GAP = 'GAP-OP-1059';
const PLACEMENT = 'ops/bindings/infra.storage.placement.policy.yaml';
const REGISTER = 'ops/bindings/operational.gaps.yaml';
const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';
const BINDINGS = 'gap.gates.yaml';
const without = (file: string, from: string, to: string) => ({ [file]: textOf(file).replace(from, to) });
const unplaced = without(PLACEMENT, 'vmid: 105', 'vmid: 199');
const reopened = without(
  REGISTER,
  'guests of the shop only.\n    severity: medium\n    status: fixed',
  'guests of the shop only.\n    severity: medium\n    status: open',
);
const waived = {
  'gate.waivers.yaml':
    'waivers:\n  - {gate: guests/placed, subject: guest home/105, owner: "@op", reason: "Moves.", expires: 2026-02-01}\n',
};
const bound = (line: string): Files => ({ [BINDINGS]: `gaps:\n  ${GAP}:\n    - ${line}\n` });

async function verdict(files: Files, but?: Parameters<typeof receiptOf>[1] | 'none', before: Files = {}) {
  const touched = Object.keys(files).length > 0;
  const then = Object.keys(before).length > 0 ? await judgedEstate(before) : await cleanEstate();
  const now = touched ? await judgedEstate(files) : await cleanEstate();
  const views = but === 'none' ? [] : [receiptOf(then, but)];
  return verdictOn(GAP, { ...now, shelf: { ...now.shelf, views } });
}

describe('the verdict on a gap', () => {
  test('proven: its gates hold, and a receipt of the same files says so', async () => {
    expect(await verdict({})).toMatchObject({ word: 'proven', runKeys: [expect.stringContaining('CAP-')] });
  });

  test('quiet: its gates hold, and no receipt says so', async () => {
    expect((await verdict({}, 'none')).word).toBe('quiet');
  });

  test.each([
    ['of a dirty tree', { estate: { root: '.', commit: 'c', tree: 't', dirty: true } }],
    ['outside git', { estate: { root: '.', commit: null, tree: null, dirty: null } }],
    ['of an emergency', { emergency: true }],
    ['as of another day', { otherDay: true }],
    ['that does not verify', { differences: [{ file: 'receipt.json', expected: 'a', found: 'b' }] }],
    ['without the gate', { tests: new Map() }],
  ])('quiet: the only receipt is one %s', async (_, but) => {
    expect((await verdict({}, but)).word).toBe('quiet');
  });

  test('stale: a file that its gate reads changed', async () => {
    const result = await verdict(without(PLACEMENT, 'version:', '# moved\nversion:'));
    expect(result).toMatchObject({ word: 'stale', reasons: [expect.stringContaining(PLACEMENT)] });
  });

  test('proven: a file that its gate does not read changed', async () => {
    const health = 'ops/bindings/services.health.yaml';
    expect((await verdict({ [health]: `${textOf(health)}# checked\n` })).word).toBe('proven');
  });

  test('false-closure: the register says fixed, the gate finds it', async () => {
    const result = await verdict(unplaced);
    expect(result).toMatchObject({ word: 'false-closure', findings: [{ subject: 'guest home/105' }] });
  });

  test('open: the register says open, the gate finds it', async () => {
    expect((await verdict({ ...unplaced, ...reopened })).word).toBe('open');
  });

  test('accepted-risk: a waiver accepts all that is found', async () => {
    expect((await verdict({ ...unplaced, ...waived })).word).toBe('accepted-risk');
  });

  test('a loop that demands signatures takes no other receipt', async () => {
    const clean = await cleanEstate();
    const words = [{ state: 'none' }, { state: 'unknown', keyid: 'k' }, { state: 'verified', by: {} }].map(
      (signature) => {
        const views = [receiptOf(clean, { signature: signature as never })];
        return verdictOn(GAP, { ...clean, signed: true, shelf: { ...clean.shelf, views } }).word;
      },
    );
    expect(words).toEqual(['quiet', 'quiet', 'proven']);
  });

  test('false-closure: the waiver has expired', async () => {
    const late = { 'gate.waivers.yaml': waived['gate.waivers.yaml'].replace('2026-02-01', '2026-01-14') };
    expect((await verdict({ ...unplaced, ...late })).word).toBe('false-closure');
  });

  test('quiet: the receipt is from a time when it failed', async () => {
    expect((await verdict({}, {}, unplaced)).word).toBe('quiet');
  });
});

describe('silence proves nothing', () => {
  test.each<[string, Files, string]>([
    ['the binding is gone', { [BINDINGS]: 'gaps: {}\n' }, 'no gate is bound'],
    ['the file of bindings is gone', { [BINDINGS]: null }, 'no gate is bound'],
    ['the gate does not exist', bound('{gate: guests/placd}'), 'did you mean "guests/placed"'],
    [
      'the guest is gone from every contract',
      { [BINDINGS]: textOf(BINDINGS).replaceAll('guest home/105', 'guest home/177') },
      'did not examine "guest home/177"',
    ],
    [
      'the script is gone',
      bound('{gate: guests/placed, subject: script ops/bin/gone}'),
      'did not examine "script ops/bin/gone"',
    ],
    [
      'the file is not read',
      bound('{gate: guests/placed, file: ops/bin/gone}'),
      'did not read "ops/bin/gone"',
    ],
    [
      'the site is another',
      bound('{gate: guests/placed, site: template-site}'),
      'nothing of site "template-site"',
    ],
    [
      'the gate had nothing to look at',
      { ...bound('{gate: waivers/current}'), 'gate.waivers.yaml': null },
      'had nothing to look at',
    ],
    ['the contract did not load', { [PLACEMENT]: 'vm_storage: [\n' }, 'blocked'],
  ])('unproven: %s', async (_, files, reason) => {
    const result = await verdict(files);
    expect(result).toMatchObject({ word: 'unproven', reasons: [expect.stringContaining(reason)] });
  });

  test('unproven: the script that the gap is about is gone', async () => {
    const script = 'ops/plugins/infra/bin/infra-maintenance-window';
    const laws = ['scripts/no-site-literal'];
    const there = await judgedEstate({}, laws);
    expect(verdictOn('GAP-OP-1062', there).word).toBe('quiet');
    const gone = await judgedEstate({ [script]: null }, laws);
    expect(verdictOn('GAP-OP-1062', gone)).toMatchObject({
      word: 'unproven',
      reasons: [`the gate scripts/no-site-literal did not examine "script ${script}"`],
    });
  });

  test('a script in which nothing matters any more is looked at all the same', async () => {
    const script = 'ops/plugins/infra/bin/infra-maintenance-window';
    const files = {
      [script]: '#!/bin/sh\nexec true\n',
      'ops/capabilities.yaml': textOf('ops/capabilities.yaml').replaceAll(script, 'ops/bin/ops'),
    };
    const ground = await judgedEstate(files, ['scripts/no-site-literal']);
    expect(verdictOn('GAP-OP-1062', ground).word).toBe('quiet');
  });

  test('a container that its own contract retires needs no proof any more', async () => {
    const text = textOf(LIFECYCLE);
    const row = text.slice(text.indexOf('id: 105'));
    const retired = row.replace(/status: \w+/, 'status: decommissioned');
    const files = { [LIFECYCLE]: text.replace(row, retired) };
    const ground = await judgedEstate(files);
    expect(ground.estate.index.guest('home/105')?.state).toBe('retired');
    expect(verdictOn(GAP, ground).reasons.join()).not.toContain('did not examine "guest home/105"');
  });

  test('an inline allow accepts no risk', async () => {
    const ground = await judgedEstate(unplaced);
    const findings = (gate: string) =>
      ground.laws
        .findings(gate)
        .map((one) => ({ ...one, waived: { source: 'inline' as const, reason: 'x' } }));
    expect(verdictOn(GAP, { ...ground, laws: { ...ground.laws, findings } }).word).toBe('false-closure');
  });
});

describe('a pack that a loop requires', () => {
  const proof = async (but: Parameters<typeof receiptOf>[1], files: Files = {}) => {
    const views = [receiptOf(await cleanEstate(), but)];
    const { shelf } = Object.keys(files).length > 0 ? await judgedEstate(files) : await cleanEstate();
    return packProof('all', { ...shelf, views }, false);
  };

  test.each([
    ['passed', {}, 'proven', undefined],
    ['passed with warnings', { result: 'WARNED' as const }, 'proven', undefined],
    ['was never run', { pack: 'core' }, 'missing', 'never verified'],
    ['failed', { result: 'FAILED' as const }, 'missing', 'it failed in'],
    [
      'was run over a dirty tree',
      { estate: { root: '.', commit: 'c', tree: 't', dirty: true } },
      'missing',
      'not committed',
    ],
    ['was run as of another day', { otherDay: true }, 'missing', 'another day than that of its run'],
    ['was run in an emergency', { emergency: true }, 'missing', 'emergency'],
  ])('%s', async (_, but, state, reason) => {
    const found = await proof(but);
    expect(found.state).toBe(state);
    if (reason !== undefined) expect(found.reason).toContain(reason);
  });

  test('passed before a file changed', async () => {
    const found = await proof({}, without(PLACEMENT, 'version:', '# moved\nversion:'));
    expect(found).toMatchObject({ state: 'stale', reason: expect.stringContaining(PLACEMENT) });
  });
});
