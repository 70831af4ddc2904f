import type { Estate } from '../estate/model/estate.ts';
import { type Anchor, atKey, isSpan } from '../finding/place.ts';
import type { GovernedFact, Ground } from './mutant.ts';

const OFF = /^(?:deprecated|parked|stopped|retired)$/i;

/** Whether a place lies in a row that the standard leaves alone. */
export function isExempt({ estate, facts }: Ground, at: Anchor): boolean {
  if (isSpan(at)) return false;
  return [...exemptRows(estate), ...goneRows(facts)].some((row) => {
    if (isSpan(row) || row.file !== at.file) return false;
    const path = typeof row.path.at(-2) === 'number' ? row.path.slice(0, -1) : row.path;
    return path.length > 1 && path.every((step, index) => String(at.path[index]) === String(step));
  });
}

function exemptRows({ sites, guests, backupTargets, probes, gateScripts, services }: Estate): Anchor[] {
  return [
    ...sites.filter(({ status }) => status !== 'active'),
    ...guests
      .filter(({ state }) => state !== 'active')
      .flatMap(({ row, at }) => [{ at }, ...(row ? [{ at: row }] : [])]),
    ...backupTargets.filter(({ enabled }) => !enabled),
    ...probes.filter(({ enabled }) => !enabled),
    ...gateScripts.filter(({ retired }) => retired),
    ...services.filter(({ status }) => OFF.test(status)),
  ].map(({ at }) => at);
}

const GONE = /^(?:decommissioned|destroyed|retired|removed)$/i;

/** Rows that say of themselves that what they are about is gone. */
const goneRows = (facts: readonly GovernedFact[]): Anchor[] =>
  facts
    .filter(({ path, value }) => path.at(-1) === 'status' && typeof value === 'string' && GONE.test(value))
    .map(({ file, path }) => atKey(file, ...path.slice(0, -1)));
