import type { ScriptText } from '../facts.ts';
import type { Failure, Step } from '../step.ts';
import { callsOf } from './calls.ts';

/** Whether one step can come after another in the same run of a function. */
export function canFollow(first: Step, second: Step): boolean {
  return (
    first.function === second.function && second.anchor.start > first.anchor.start && !exclude(first, second)
  );
}

/** In different branches of one choice. */
export const exclude = (first: Step, second: Step): boolean =>
  first.guards.some(
    (guard) =>
      guard.choice !== undefined &&
      second.guards.some((other) => other.choice === guard.choice && other.branch !== guard.branch),
  );

/** Enough to know a function by: nobody calls one in more ways that differ. */
const MOST_CHAINS = 64;

/** A step, and the calls through which it is reached, each in the function that makes it. */
export function chainsOf(step: Step, text: ScriptText, depth = 3): (readonly Step[])[] {
  if (step.function === undefined || depth === 0) return [[step]];
  const callers = callsOf(text).get(step.function) ?? [];
  const longer = callers
    .filter((call) => call.step.function !== step.function)
    .flatMap((call) => chainsOf(call.step, text, depth - 1));
  const kept = longer.slice(0, MOST_CHAINS);
  return kept.length === 0 ? [[step]] : kept.map((chain) => [step, ...chain]);
}

/** Where two steps, or the calls that lead to them, stand in one function. */
export function meetings(
  first: Step,
  second: Step,
  text: ScriptText,
): { first: readonly Step[]; second: readonly Step[] }[] {
  return chainsOf(first, text).flatMap((one) =>
    chainsOf(second, text).flatMap((other) => {
      for (const [at, step] of one.entries()) {
        const place = other.findIndex((each) => each.function === step.function);
        if (place >= 0) return [{ first: one.slice(0, at + 1), second: other.slice(0, place + 1) }];
      }
      return [];
    }),
  );
}

const LOOKED_AT = new Set<Failure>(['tested', 'leaves', 'handled', 'told', 'swallowed']);

/** What a failure means in the function that a step stands in. `set -e` is out of force in a function whose call is asked for its result. */
export function failureIn(step: Step, text: ScriptText, failure = lastFate(step), depth = 4): Failure {
  if (failure !== 'fatal' || text.language === 'python') return failure;
  return isRelaxed(step, text, depth) ? 'ignored' : 'fatal';
}

function isRelaxed(step: Step, text: ScriptText, depth: number): boolean {
  if (step.function === undefined || depth === 0) return false;
  const calls = (callsOf(text).get(step.function) ?? []).filter(
    (call) => call.step.function !== step.function,
  );
  return (
    calls.length > 0 &&
    calls.every((call) => LOOKED_AT.has(lastFate(call.step)) || isRelaxed(call.step, text, depth - 1))
  );
}

/** As far out as the failure is passed on. */
export const lastFate = (step: Step): Failure => step.fates.at(-1)?.failure ?? 'ignored';
