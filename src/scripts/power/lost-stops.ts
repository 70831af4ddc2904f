import type { ScriptText } from '../facts.ts';
import type { Failure, Step } from '../step.ts';
import type { GuestAct } from './guest-act.ts';
import { canFollow, failureIn, lastFate, meetings } from './sequence.ts';
import { wrapperFailures } from './wrappers.ts';

/** A shutdown that fails when it times out, with the force-stop that is then never reached. */
export interface LostStop {
  readonly shutdown: GuestAct;
  readonly stop: GuestAct;
  readonly by: 'fatal' | 'leaves' | 'success-only';
}

/** Shutdowns and force-stops of a script: what an escalation is made of. */
export const shutdownsOf = (text: ScriptText): GuestAct[] =>
  text.acts.filter((act) => act.by !== 'file' && act.verbs.includes('shutdown') && !forces(act));
const stopsOf = (text: ScriptText): GuestAct[] =>
  text.acts.filter((act) => act.by !== 'file' && act.verbs.includes('stop') && !act.verbs.includes('start'));

/** Whether a script has an escalation at all. */
export const escalates = (text: ScriptText): boolean =>
  shutdownsOf(text).length > 0 && stopsOf(text).length > 0;

export function lostStops(text: ScriptText): LostStop[] {
  return shutdownsOf(text).flatMap((shutdown) => {
    const found = stopsOf(text)
      .filter((stop) => isMeant(shutdown, stop))
      .flatMap((stop) => {
        const how = reachOf(shutdown, stop, text);
        return how ? [{ shutdown, stop, by: how }] : [];
      });
    const lost = found.filter((each): each is LostStop => each.by !== 'reached');
    return lost.length === found.length ? lost.slice(0, 1) : [];
  });
}

/** `--forceStop 1` pulls the plug by itself. */
const forces = (act: GuestAct): boolean =>
  act.step.words.some(
    ({ text }, at) => /^-{0,2}forceStop(=1)?$/.test(text) && act.step.words[at + 1]?.text !== '0',
  );

function isMeant(shutdown: GuestAct, stop: GuestAct): boolean {
  const sameKind = shutdown.kind === stop.kind || shutdown.kind === 'either' || stop.kind === 'either';
  const { numbers } = shutdown;
  const sameGuest = !numbers || !stop.numbers || numbers.some((each) => stop.numbers!.includes(each));
  return sameKind && sameGuest;
}

/** Whether the stop can come after the shutdown, and whether it still does when the shutdown fails. */
function reachOf(
  shutdown: GuestAct,
  stop: GuestAct,
  text: ScriptText,
): LostStop['by'] | 'reached' | undefined {
  const ways = meetings(shutdown.step, stop.step, text).filter(({ first, second }) =>
    canFollow(first.at(-1)!, second.at(-1)!),
  );
  const hows = ways.map(({ first, second }) => lostBy(first, second.at(-1)!, text));
  return hows.includes(undefined) ? 'reached' : hows[0];
}

/** How the failure of a step, on its way up through the calls, keeps a later step from being reached. */
function lostBy(chain: readonly Step[], later: Step, text: ScriptText): LostStop['by'] | undefined {
  if (isForgiven(chain[0]!, text)) return undefined;
  for (const [at, step] of chain.entries()) {
    const failure = failureIn(step, text, fateBefore(step, later));
    if (onlyAfterSuccess(step, later)) return failure === 'handled' ? undefined : 'success-only';
    if (failure === 'fatal') return 'fatal';
    if (failure === 'leaves' && at === chain.length - 1) return 'leaves';
    if (failure !== 'passed' && failure !== 'leaves') return undefined;
  }
  return undefined;
}

/** The function that carries the command ends well whatever the command says. */
const isForgiven = (step: Step, text: ScriptText): boolean =>
  wrapperFailures(step, text).some((failures) => failures.every((each) => /^(swallowed|told)$/.test(each)));

/** In a program of their own, such as one that ssh runs, the failure counts as it does there. */
const fateBefore = (step: Step, later: Step): Failure =>
  step.fates[0]!.program === later.fates[0]!.program ? step.fates[0]!.failure : lastFate(step);

const onlyAfterSuccess = (step: Step, later: Step): boolean =>
  later.function === step.function &&
  later.guards.some(
    (guard) =>
      guard.holds &&
      guard.start <= step.anchor.start &&
      step.anchor.end <= guard.end &&
      !(step.heldByFailure ?? /^\s*(!|not\b)/.test(guard.text)),
  );
