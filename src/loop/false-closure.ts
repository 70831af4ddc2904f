import type { Estate } from '../estate/model/estate.ts';
import type { Gap } from '../estate/model/loop.ts';
import type { Finding } from '../finding/finding.ts';
import type { Anchor } from '../finding/place.ts';
import type { Breach, LawFindings } from '../gate/gate.ts';
import { standingOf } from './standing.ts';

const MOST_SHOWN = 5;

/** Gaps that count as closed and are bound to gates. */
export const closedAndBound = (estate: Estate): readonly Gap[] =>
  estate.gaps.filter((gap) => gap.closed && estate.index.bindingsOf(gap.id).length > 0);

/** The gates that closed gaps are bound to. */
export const gatesOfClosed = (estate: Estate): readonly string[] =>
  closedAndBound(estate).flatMap((gap) => estate.index.bindingsOf(gap.id).map((binding) => binding.gate));

/** A closed gap whose bound laws still fail: those that ask the clock, or those that do not. */
export function* falseClosure(gap: Gap, estate: Estate, laws: LawFindings, clock: boolean): Iterable<Breach> {
  const failing = standingOf(gap.id, estate, laws).failing.filter(
    (finding) => (laws.run(finding.gate)?.gate.clock ?? false) === clock,
  );
  const first = failing[0];
  if (!first) return;
  const gates = [...new Set(failing.map((finding) => finding.gate))].join(', ');
  const more = failing.length === 1 ? '' : `, and ${failing.length - 1} more`;
  yield {
    message: `gap "${gap.id}" is ${gap.status?.value ?? 'closed'} in the register, but ${gates} still finds it: ${first.message}${more}`,
    at: gap.status?.at ?? gap.at,
    related: failing.slice(0, MOST_SHOWN).flatMap((finding) => {
      const at = anchorOf(finding, laws);
      return at ? [{ message: `${finding.gate}: ${finding.message}`, at }] : [];
    }),
  };
}

function anchorOf({ gate, subject, message }: Finding, laws: LawFindings): Anchor | undefined {
  return laws.run(gate)?.breaches.find((one) => one.subject === subject && one.message === message)?.at;
}
