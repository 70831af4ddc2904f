import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { GatesResult } from '../../src/contract/generated/result.ts';

const place = { file: 'ops/order.yaml', line: 3, column: 5, endLine: 3, endColumn: 18 };
const subject = 'nas barn/silo';

const RESULT: GatesResult = {
  version: 1,
  tool: { name: 'gates', version: '1.0.0' },
  estate: { root: '.', commit: null, tree: null, dirty: null },
  now: '2026-03-02T08:00:00.000Z',
  sites: ['barn'],
  gates: [{ id: 'nas/is-sequenced', severity: 'error', outcome: 'failed', examined: [subject], findings: 1 }],
  findings: [
    {
      gate: 'nas/is-sequenced',
      severity: 'error',
      message: 'silo has no place in the order',
      subject,
      place,
      related: [{ message: 'declared here', place }],
      detail: { kind: 'order' },
      fingerprint: 'a'.repeat(64),
      waived: { source: 'waiver', by: '@keeper', reason: 'It is replaced.' },
    },
  ],
  summary: {
    passed: 0,
    failed: 1,
    vacuous: 0,
    blocked: 0,
    crashed: 0,
    errors: 0,
    warnings: 0,
    waived: 1,
    baselined: 0,
  },
};

const fits = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync('schemas/result.schema.json', 'utf8')),
);

test('a whole result fits its schema', () => {
  expect(fits(RESULT), JSON.stringify(fits.errors)).toBe(true);
});

test.each([
  ['an unknown key', { ...RESULT, extra: 1 }],
  ['a missing key', { ...RESULT, summary: undefined }],
  ['a subject of no kind', { ...RESULT, gates: [{ ...RESULT.gates[0], examined: ['box a'] }] }],
  [
    'a line that counts from 0',
    { ...RESULT, findings: [{ ...RESULT.findings[0], place: { ...place, line: 0 } }] },
  ],
])('a result with %s does not', (_, result) => {
  expect(fits(JSON.parse(JSON.stringify(result)))).toBe(false);
});
