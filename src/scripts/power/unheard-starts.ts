import { oncePer } from '../../once/once-per.ts';
import type { ScriptText } from '../facts.ts';
import { type Failure, type Step, spanOf } from '../step.ts';
import { calledBy, stepsBehind } from './calls.ts';
import type { GuestAct } from './guest-act.ts';
import { isAsked } from './guest-acts.ts';
import { probesIn } from './probes.ts';
import { canFollow, chainsOf, failureIn } from './sequence.ts';
import { wrapperFailures } from './wrappers.ts';

/** A start whose failure nobody hears of, with how it is lost. */
export interface UnheardStart {
  readonly start: GuestAct;
  readonly by: Failure | 'silenced';
}

export const startsOf = (text: ScriptText): GuestAct[] =>
  text.acts.filter((act) => act.by !== 'file' && act.verbs.includes('start'));

export function unheardStarts(text: ScriptText): UnheardStart[] {
  return startsOf(text).flatMap((start) => {
    const by = lostBy(start.step, text);
    return by && !isCheckedLater(start.step, text) ? [{ start, by }] : [];
  });
}

/** How the failure is lost, along every way to the step. */
function lostBy(step: Step, text: ScriptText): UnheardStart['by'] | undefined {
  if (wrapperSwallows(step, text)) return 'swallowed';
  const ways = chainsOf(step, text).map((chain) => alongChain(chain, text));
  return ways.every((way) => way !== undefined) ? ways[0] : undefined;
}

function alongChain(chain: readonly Step[], text: ScriptText): UnheardStart['by'] | undefined {
  for (const step of chain) {
    const failure = failureIn(step, text);
    if (failure === 'swallowed' || failure === 'switched-off') return failure;
    if (failure === 'ignored') return step.silent ? 'silenced' : undefined;
    if (failure !== 'passed') return undefined;
  }
  return undefined;
}

const wrapperSwallows = (step: Step, text: ScriptText): boolean =>
  wrapperFailures(step, text).some((failures) => failures.every((each) => each === 'swallowed'));

/** Whether somebody looks at the guest after the start: behind it, behind the call that leads to it, or in its loop. */
function isCheckedLater(step: Step, text: ScriptText): boolean {
  return chainsOf(step, text).every((chain) =>
    chain.some((link) =>
      text.steps.some(
        (other) =>
          !carries(other, link) && (canFollow(link, other) || isAround(other, link)) && looks(other, text),
      ),
    ),
  );
}

const carries = (outer: Step, inner: Step): boolean =>
  outer.anchor.start <= inner.anchor.start && inner.anchor.end <= outer.anchor.end;

/** In the condition of the loop around a step. */
const isAround = (condition: Step, step: Step): boolean =>
  step.loop !== undefined && condition.function === step.function && condition.leaves?.loop === step.loop;

const LOOKING =
  /(^|[_\W-])(wait|await|verify|check|assert|ensure|expect|poll|probe|confirm|running|is_up|isup|healthy|status|state|alive|postcheck\w*)/i;

function looks(step: Step, text: ScriptText): boolean {
  if (isAsking(step, text) || probesIn(step, text).length > 0) return true;
  const program = step.words[0]?.text ?? '';
  const called = calledBy(step, text);
  if (called.length === 0)
    return /[/-]/.test(program) && LOOKING.test(program.slice(program.lastIndexOf('/') + 1));
  return called.some(
    (name) => LOOKING.test(name) || stepsBehind(name, text).some((each) => isAsking(each, text)),
  );
}

const askingSpans = oncePer(
  ({ acts }: ScriptText) => new Set(acts.filter(isAsked).map((act) => spanOf(act.step))),
);

/** Whether a step asks for the state of a guest. */
const isAsking = (step: Step, text: ScriptText): boolean => askingSpans(text).has(spanOf(step));
