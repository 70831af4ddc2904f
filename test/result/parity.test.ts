import { expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { Examined } from '../../src/gate/examined.ts';
import type { GateRun } from '../../src/gate/gate.ts';
import { type CellState, parityOf } from '../../src/result/parity.ts';

const gate = GATES.find(({ id }) => id === 'guests/sequenced')!;
const PLACE = { file: 'x.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };
const SITES = [
  { id: 'barn', status: 'active' },
  { id: 'loft', status: 'planned' },
] as const;

const runOf = (examined: Record<string, number>, but: Partial<GateRun> = {}): GateRun => ({
  gate,
  examined: new Examined(
    Object.entries(examined).flatMap(([site, subjects]) =>
      Array.from({ length: subjects }, (_, at) => ({ subject: `guest ${site}/${at}` as const, site })),
    ),
  ),
  breaches: [],
  ...but,
});

const finding = (site: string | undefined, but: Partial<Finding> = {}): Finding => ({
  gate: gate.id,
  severity: 'error',
  message: 'it is missing',
  subject: 'guest barn/1',
  ...(site !== undefined && { site }),
  place: PLACE,
  related: [],
  fingerprint: '',
  ...but,
});

const waived = { source: 'waiver', reason: 'it goes away' } as const;
const blocked = { stopped: 'blocked', reason: 'a contract did not load' } as const;

test.each<[CellState, string, GateRun, Finding[]]>([
  ['ok', 'things of the site were examined and hold', runOf({ barn: 2 }), []],
  ['not-applicable', 'nothing of the site was examined', runOf({ loft: 1 }), []],
  ['gap', 'a finding counts', runOf({ barn: 2 }), [finding('barn'), finding('barn', { waived })]],
  ['gap', 'a finding counts though nothing of the site was examined', runOf({}), [finding('barn')]],
  ['waived', 'all findings are waived', runOf({ barn: 2 }), [finding('barn', { waived })]],
  ['waived', 'all findings are in the baseline', runOf({ barn: 2 }), [finding('barn', { baselined: true })]],
  ['unknown', 'a gate could not judge', runOf({}, blocked), []],
])('a cell is %s: %s', (state, _, run, findings) => {
  const parity = parityOf(SITES, [run], findings);
  expect(parity.rows.map((row) => [row.facet, row.ran])).toEqual([['sequencing', [gate.id]]]);
  expect(parity.rows[0]!.cells[0]).toMatchObject({ site: 'barn', state });
  expect(parity.summary[state]).toBeGreaterThan(0);
});

test('findings of no declared site are told apart, and lost nowhere', () => {
  const { elsewhere } = parityOf(SITES, [runOf({ barn: 1 })], [finding(undefined), finding('elsewhere')]);
  expect(elsewhere).toEqual({ findings: 2, gates: [gate.id] });
});
