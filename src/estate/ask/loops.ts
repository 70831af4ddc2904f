import type { Severity } from '../../finding/finding.ts';
import { addTo } from '../../grouping/groups.ts';
import { GAP_SEVERITIES } from '../join/loops/gap-severity.ts';
import type { Estate } from '../model/estate.ts';
import type { GapSeverity, LinkedGap, Loop } from '../model/loop.ts';
import { oncePerEstate } from './once.ts';

/** A wrong word in an open loop misleads those who work on it; in a closed one it is hygiene. */
export const severityFor = (loop: Loop): Severity => (loop.closed ? 'warning' : 'error');

export const loopsWithGaps = (estate: Estate): readonly Loop[] =>
  estate.loops.filter((loop) => loop.gaps.length > 0);

/** How bad a linked gap is: what the register says, else what its line says. */
export function severityOf(estate: Estate, gap: LinkedGap): GapSeverity | undefined {
  return estate.index.gap(gap.id)?.severity?.value ?? gap.severity?.value;
}

/** How many of a loop's gaps there are of each severity, worst first, and of how many nothing tells it. */
export function severitiesOf(estate: Estate, loop: Loop) {
  const severities = loop.gaps.map((gap) => severityOf(estate, gap));
  const count = (severity: GapSeverity | undefined) => severities.filter((one) => one === severity).length;
  return { unknown: count(undefined), known: new Map(GAP_SEVERITIES.map((one) => [one, count(one)])) };
}

/** Loops by their ids in upper case; a loop may be spread over files of one id. */
export const loopsById = oncePerEstate((estate): ReadonlyMap<string, readonly Loop[]> => {
  const loops = new Map<string, Loop[]>();
  for (const loop of estate.loops) {
    const id = loop.id.toUpperCase();
    addTo(loops, id, loop);
  }
  return loops;
});
