import { describe, expect, test } from 'vitest';
import { gatesOfPack, packNames, packOf } from '../../src/config/packs.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { Refusal } from '../../src/finding/refusal.ts';
import { packExitCode } from '../../src/result/pack-exit.ts';
import type { GateResult, Result } from '../../src/result/result.ts';

const CATALOGUE = [
  { id: 'backups/fresh', clock: true },
  { id: 'contracts/parse' },
  { id: 'guests/sequenced' },
  { id: 'nas/sequenced' },
  { id: 'sites/agree' },
];

const ids = (name: string, settings: Settings = {}) =>
  gatesOfPack(name, settings, CATALOGUE).map((gate) => gate.id);

function refused(name: string, settings: Settings = {}): string {
  try {
    packOf(name, settings, CATALOGUE);
  } catch (error) {
    return `${(error as Refusal).message} ${(error as Refusal).hint}`;
  }
  throw new Error('nothing was refused');
}

test('the built-in packs', () => {
  expect(packNames({})).toEqual([
    'core',
    'lifecycle',
    'parity',
    'backups',
    'scripts',
    'governance',
    'maintenance',
    'hook',
    'all',
  ]);
  expect(ids('core')).toEqual(['contracts/parse']);
  expect(ids('lifecycle')).toEqual(['guests/sequenced', 'nas/sequenced']);
  expect(ids('hook')).toEqual(['contracts/parse', 'guests/sequenced', 'nas/sequenced', 'sites/agree']);
  expect(ids('maintenance')).toEqual(['backups/fresh', 'guests/sequenced', 'nas/sequenced', 'sites/agree']);
  expect(ids('all')).toHaveLength(5);
});

describe('packs of gates.yaml', () => {
  test('hold globs, other packs and required gates, in catalogue order', () => {
    const settings: Settings = {
      packs: { night: { gates: ['sites/*'], packs: ['core'], required: ['nas/sequenced'] } },
    };
    expect(ids('night', settings)).toEqual(['contracts/parse', 'nas/sequenced', 'sites/agree']);
    expect(packOf('night', settings, CATALOGUE).required).toEqual(['nas/sequenced']);
  });

  test('add to a built-in pack of the same name and never take away', () => {
    expect(ids('core', { packs: { core: { gates: ['sites/agree'] } } })).toEqual([
      'contracts/parse',
      'sites/agree',
    ]);
  });

  test('take the stricter threshold of what they contain unless they state one', () => {
    const strict = { threshold: 'warning' as const, gates: ['nas/*'] };
    const lax = { threshold: 'error' as const, gates: ['sites/*'] };
    const settings: Settings = {
      packs: {
        strict,
        lax,
        both: { packs: ['lax', 'strict'] },
        own: { threshold: 'error', packs: ['strict'] },
      },
    };
    expect(packOf('both', settings, CATALOGUE).threshold).toBe('warning');
    expect(packOf('own', settings, CATALOGUE).threshold).toBe('error');
  });

  test('may meet twice without being a circle', () => {
    const settings: Settings = {
      packs: { a: { packs: ['b', 'c'] }, b: { packs: ['core'] }, c: { packs: ['core'] } },
    };
    expect(ids('a', settings)).toEqual(['contracts/parse']);
  });
});

test.each<[string, string, Settings, RegExp]>([
  ['an unknown pack', 'lifecycel', {}, /no pack is called "lifecycel".*Did you mean "lifecycle"/],
  [
    'an unknown inner pack',
    'a',
    { packs: { a: { packs: ['cor'] } } },
    /"cor", which the pack "a" contains.*"core"/,
  ],
  ['a circle', 'a', { packs: { a: { packs: ['b'] }, b: { packs: ['a'] } } }, /"a" > "b" > "a"/],
  [
    'a glob without gates',
    'a',
    { packs: { a: { gates: ['guest/sequenced'] } } },
    /"guest\/sequenced".*"guests\/sequenced"/,
  ],
  [
    'an unknown required gate',
    'a',
    { packs: { a: { required: ['nas/sequence'] } } },
    /requires the gate "nas\/sequence"/,
  ],
  ['a pack without gates', 'scripts', {}, /holds no gate/],
  ['a name that every object has', 'constructor', { packs: {} }, /no pack is called "constructor"/],
])('%s is refused with a sentence', (_, name, settings, sentence) => {
  expect(refused(name, settings)).toMatch(sentence);
});

describe('a required gate', () => {
  const gate = (id: string, outcome: GateResult['outcome']): GateResult => ({
    id,
    severity: 'error',
    outcome,
    examined: outcome === 'passed' ? ['site a'] : [],
    findings: 0,
  });
  const exit = (outcome: GateResult['outcome'], crashed = 0) =>
    packExitCode(
      {
        gates: [gate('a/b', 'passed'), gate('c/d', outcome)],
        findings: [],
        summary: { crashed, blocked: 0 },
      } as unknown as Result,
      { required: ['c/d'], threshold: 'error' },
    );

  test.each(['vacuous', 'blocked'] as const)('that is %s fails the pack', (outcome) => {
    expect(exit(outcome)).toBe(1);
  });

  test('that passed does not; a crash means that nobody could judge', () => {
    expect(exit('passed')).toBe(0);
    expect(exit('crashed', 1)).toBe(2);
  });
});
