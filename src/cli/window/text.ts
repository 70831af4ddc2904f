import { printable } from '../../finding/printable.ts';
import { ACTIONS } from '../../plan/actions.ts';
import { isAlive } from '../../window/local-lock.ts';
import type { WindowState } from '../../window/window-state.ts';

/** A window for people: its phases, and each step with what became of it. */
export function windowText(state: WindowState): string {
  const { open, plan } = state;
  const lines = [
    `Window ${open.windowId}: ${plan.phase} of ${plan.sites.join(', ')}, ${standing(state)}`,
    `owner ${open.owner}, since ${state.startedAt}, last record ${state.updatedAt}`,
    `plan ${plan.digest}`,
    ...(open.emergency ? [`EMERGENCY: ${open.emergency.reason}; proves nothing`] : []),
    ...(state.skipped.size > 0 ? [`guards set aside: ${[...state.skipped].join(', ')}`] : []),
    ...(state.runKey === null ? [] : [`receipt ${state.runKey}`]),
    '',
    ...plan.steps.map((step, index) => {
      const past = state.steps.get(step.id);
      const word = past ? (past.status === 'done' && past.how === 'already' ? 'holds' : past.status) : '-';
      const number = String(index + 1).padStart(3);
      const text = past?.text ? `: ${past.text}` : '';
      return `${number}  ${word.padEnd(7)}${step.site} ${step.phase}: ${ACTIONS[step.action].words} ${step.title}${text}`;
    }),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** In a word: how a window stands. A process of another machine cannot be asked whether it still runs. */
export function standing(state: WindowState): string {
  if (state.ending !== null) return state.ending;
  if (state.paused !== null) return `stopped (${state.paused}); resume or abort it`;
  if (state.process && isAlive(state.process))
    return `running as process ${state.process.pid} on ${state.process.host}`;
  return 'cut short; resume or abort it';
}
