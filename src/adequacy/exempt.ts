import type { Estate } from '../estate/model/estate.ts';
import { type Anchor, isSpan } from '../finding/place.ts';

const OFF = /^(?:deprecated|parked|stopped|retired)$/i;

/** Whether a place lies in a row that the standard leaves alone. */
export function isExempt(estate: Estate, at: Anchor): boolean {
  if (isSpan(at)) return false;
  return exemptRows(estate).some((row) => {
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
