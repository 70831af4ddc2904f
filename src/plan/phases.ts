import type { WINDOW_PHASES } from '../estate/ask/phase-order.ts';

export type WindowPhase = (typeof WINDOW_PHASES)[number];

/** What may be planned: one phase, or all of them one after the other. */
export type PlanPhase = WindowPhase | 'full';

/** What stops something and therefore needs a proven way back. */
export const stops = (phase: PlanPhase): boolean => phase === 'shutdown' || phase === 'full';

/** Whether the stop order counts: for what stops things, and for the precheck that asks whether one may. */
export const readsStopOrder = (phase: PlanPhase): boolean => stops(phase) || phase === 'precheck';
