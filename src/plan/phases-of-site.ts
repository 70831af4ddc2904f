import { phaseOrder, WINDOW_PHASES } from '../estate/ask/phase-order.ts';
import type { Site } from '../estate/model/site.ts';
import { quoted } from '../finding/printable.ts';
import type { WindowPhase } from './phases.ts';
import type { Planning } from './planning.ts';

/** The phases that a plan has for a site. A site whose contract says so is not recovered, and the plan says that. */
export function phasesOf(planning: Planning, site: Site): readonly WindowPhase[] {
  const { phase } = planning.scope;
  const asked = phase === 'full' ? fullOrder(planning) : [phase];
  const recovers = site.maintenance?.requiresRecovery;
  if (recovers?.value !== false || !asked.includes('recovery')) return asked;
  const text = `site "${site.id}" is not recovered: its contract says requires_recovery: false`;
  if (phase === 'recovery' && planning.scope.named) planning.refuse(text, recovers.at);
  else planning.leave(site.id, site.subject, text, recovers.at);
  return asked.filter((one) => one !== 'recovery');
}

/** `phase_order` of the contract, which may leave a phase out and may not turn two around. */
function fullOrder(planning: Planning): readonly WindowPhase[] {
  const stated = phaseOrder(planning.estate);
  if (stated.length === 0) return WINDOW_PHASES;
  let last = -1;
  for (const { value, at } of stated) {
    const position = (WINDOW_PHASES as readonly string[]).indexOf(value);
    if (position > last) last = position;
    else
      planning.refuse(
        `phase_order names ${quoted(value)} ${position < 0 ? 'which is no phase' : 'too late'}; expected ${WINDOW_PHASES.join(', ')}`,
        at,
      );
  }
  return WINDOW_PHASES.filter((phase) => stated.some(({ value }) => value === phase));
}
