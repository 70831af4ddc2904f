import { expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { FACETS } from '../../src/result/facets.ts';

const FAMILIES = ['guests', 'nas', 'mounts', 'sites', 'backups'];

test('every gate on guests, NAS, mounts, sites and backups stands in exactly one row of the parity matrix', () => {
  const due = GATES.map((gate) => gate.id).filter((id) => FAMILIES.includes(id.split('/')[0]!));
  expect(FACETS.flatMap((facet) => facet.gates).sort()).toEqual(due.sort());
});
