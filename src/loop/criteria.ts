import type { Criterion } from '../estate/model/loop.ts';
import { isSettled, type LoopState } from './state.ts';

/** A criterion with what this tool can say of it. */
export interface JudgedCriterion {
  readonly criterion: Criterion;
  /** `person`: nothing here tells. */
  readonly met: 'met' | 'missing' | 'person';
  readonly note: string;
}

/** Facts beyond the loop's state that criteria speak of. */
export interface CriterionFacts {
  /** Whether the work tree differs from the commit; null outside git. */
  readonly dirty: boolean | null;
}

type Rule = (state: LoopState, facts: CriterionFacts) => Omit<JudgedCriterion, 'criterion'>;

const RULES: readonly (readonly [(text: string) => boolean, Rule])[] = [
  [says(/\brun[- ]keys?\b/i), runKeys],
  [says(/\b(?:loop|status)\b/i, /\bclosed\b/i), loopClosed],
  [says(/\bcommitted\b/i), committed],
  [says(/\blinked gaps\b/i), allGaps],
  [says(/\ball\b/i, /\bgaps\b/i), allGaps],
  [says(/\bpacks?\b/i, /\bpass/i), packsPass],
  [says(/\bverif(?:y|ication) packs?\b/i), packsPass],
];

/** Whether a text holds words, the second ones behind the first. */
function says(first: RegExp, second?: RegExp): (text: string) => boolean {
  return (text) => {
    const match = first.exec(text);
    return match !== null && (!second || second.test(text.slice(match.index + match[0].length)));
  };
}

/** Says of each criterion whether it is met, as far as receipts, register and git tell. */
export function judgedCriteria(
  criteria: readonly Criterion[],
  state: LoopState,
  facts: CriterionFacts,
): JudgedCriterion[] {
  return criteria.map((criterion) => {
    const rule = RULES.find(([isSaid]) => isSaid(criterion.text))?.[1];
    return { criterion, ...(rule ? rule(state, facts) : forPerson(criterion)) };
  });
}

function forPerson({ ticked }: Criterion): Omit<JudgedCriterion, 'criterion'> {
  const box = ticked === undefined ? '' : ticked ? ', and ticked' : ', and not ticked';
  return { met: 'person', note: `for a person to judge${box}` };
}

function allGaps({ gaps }: LoopState): ReturnType<Rule> {
  const open = gaps.filter((gap) => !isSettled(gap)).length;
  if (gaps.length === 0) return { met: 'missing', note: 'no gap is listed' };
  return open === 0
    ? { met: 'met', note: `${gaps.length} of ${gaps.length} proven or accepted` }
    : { met: 'missing', note: `${open} of ${gaps.length} are neither proven nor accepted` };
}

function packsPass({ packs }: LoopState): ReturnType<Rule> {
  const missing = packs.filter((pack) => pack.state !== 'proven');
  if (packs.length === 0) return { met: 'person', note: 'gates.yaml names no pack for this loop' };
  return missing.length === 0
    ? { met: 'met', note: packs.map((pack) => pack.pack).join(', ') }
    : { met: 'missing', note: missing.map(({ pack, state }) => `${pack}: ${state}`).join(', ') };
}

function runKeys({ loop }: LoopState): ReturnType<Rule> {
  const count = loop.runKeys.length;
  if (count > 0) return { met: 'met', note: `${count} recorded` };
  return { met: 'missing', note: '`gates loop close` records them' };
}

function loopClosed({ loop }: LoopState): ReturnType<Rule> {
  if (loop.closed) return { met: 'met', note: `it is ${loop.status?.value ?? 'closed'}` };
  return { met: 'missing', note: '`gates loop close` closes it' };
}

function committed(_: LoopState, { dirty }: CriterionFacts): ReturnType<Rule> {
  if (dirty === null) return { met: 'person', note: 'the estate is not in git' };
  return dirty
    ? { met: 'missing', note: 'the work tree differs from the commit' }
    : { met: 'met', note: 'the work tree is clean' };
}
