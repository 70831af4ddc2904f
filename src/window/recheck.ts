import type { Step } from '../plan/model.ts';
import type { Context } from './context.ts';
import { newMemory } from './observation.ts';
import { observe } from './observe/observe.ts';

/** A capability may take minutes, and the age of a copy only grows. */
const ONCE = new Set(['command', 'backup-younger', 'pack', 'lock']);

/**
 * A window that is taken up again looks once more at what it finished in its unfinished phase: what somebody has
 * undone since is done again. Where nobody can look, what the journal says stands.
 */
export async function recheck(context: Context, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const past = context.log.state.steps.get(step.id);
    if (past?.status !== 'done' || ONCE.has(step.verify.kind)) continue;
    const memory = newMemory();
    const seen = await observe(context.eyes, step.verify, memory);
    const undone = step.verify.kind === 'host-off' ? memory.seenOpen : seen.state === 'not-yet';
    if (undone) context.log.write({ kind: 'undone', step: step.id, text: seen.text });
    if (context.halt.soft.aborted) return;
  }
}
