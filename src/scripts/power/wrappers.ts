import type { ScriptText } from '../facts.ts';
import type { Failure, Step } from '../step.ts';
import { calledBy } from './calls.ts';
import { isRest } from './probes.ts';
import { lastFate } from './sequence.ts';

/** `remote() { ssh "$HOST" "$@" || true; }`: what becomes of a failure in each function that carries a command. */
export function wrapperFailures(step: Step, text: ScriptText): Failure[][] {
  const carriers = text.steps.filter(
    (each) => each.anchor.start <= step.anchor.start && step.anchor.end <= each.anchor.end,
  );
  return carriers.flatMap((carrier) =>
    calledBy(carrier, text).flatMap((name) => {
      const runs = text.steps.filter((each) => each.function === name && each.words.some(isRest));
      return runs.length > 0 ? [runs.map(lastFate)] : [];
    }),
  );
}
