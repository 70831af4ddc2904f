import writeFileAtomic from 'write-file-atomic';
import { stringify } from 'yaml';
import { WINDOW_PHASES } from '../estate/ask/phase-order.ts';
import type { WindowPhase } from '../plan/phases.ts';
import type { PhaseStatus } from './record.ts';
import { phaseKey, type WindowState } from './window-state.ts';

/** Writes the readable state; a reader sees the old or the new one, never half of it. */
export function writeCheckpoint(path: string, state: WindowState): void {
  writeFileAtomic.sync(path, checkpointText(state), { mode: 0o644 });
}

export function checkpointText(state: WindowState): string {
  const { plan, open } = state;
  const order = WINDOW_PHASES.filter((phase) => plan.steps.some((step) => step.phase === phase));
  const current = order.find((phase) => overall(state, phase) !== 'completed') ?? null;
  return stringify({
    window_id: open.windowId,
    site: plan.sites.length === 1 ? plan.sites[0] : plan.sites.join(','),
    mode: plan.phase,
    execute: true,
    resume_from: state.resumes > 0 ? current : null,
    updated_at: state.updatedAt,
    phase_order: order,
    oob_ack: {
      allow_oob_loss: open.acknowledgement.provided && open.acknowledgement.matches,
      ack_token_provided: open.acknowledgement.provided,
      ack_token_matches_contract: open.acknowledgement.matches,
    },
    phases: Object.fromEntries(order.map((phase) => [phase, phaseRow(state, phase)])),
    current_phase: current,
    status: state.ending ?? (state.paused === null ? 'running' : 'stopped'),
    steps_done: [...state.steps.values()].filter((past) => past.status === 'done').length,
    steps_total: plan.steps.length,
    plan_digest: plan.digest,
  });
}

function phaseRow(state: WindowState, phase: WindowPhase) {
  const pasts = state.plan.sites.flatMap((site) => state.phases.get(phaseKey(site, phase)) ?? []);
  const status = overall(state, phase);
  const times = pasts.map((past) => past.at).sort();
  const note = pasts.map((past) => past.note).filter((text) => text !== '');
  return {
    status,
    ...(times.length > 0 && { updated_at: times.at(-1) }),
    note: note.join('; '),
  };
}

/** One word for a phase over all sites that have it. */
function overall(state: WindowState, phase: WindowPhase): PhaseStatus {
  const sites = [
    ...new Set(state.plan.steps.filter((step) => step.phase === phase).map((step) => step.site)),
  ];
  const words = sites.map((site) => state.phases.get(phaseKey(site, phase))?.status ?? 'pending');
  if (words.includes('failed')) return 'failed';
  if (words.every((word) => word === 'completed')) return 'completed';
  return words.every((word) => word === 'pending') ? 'pending' : 'running';
}
