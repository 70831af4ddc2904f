import type { Guard } from './step.ts';
import type { Syntax } from './syntax.ts';

/** A statement behind which a step is reached only where something is so. */
export interface End {
  readonly statement: Syntax;
  readonly guards: readonly Guard[];
}

/** Nobody leaves a function in more places than this. */
const MOST_ENDS = 200;

/** Guards of the ends above a statement of the same block, which are given in their order. */
export function guardsAbove(statement: Syntax, ends: readonly End[]): Guard[] {
  let [from, until] = [0, ends.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if (ends[middle]!.statement.index < statement.index) from = middle + 1;
    else until = middle;
  }
  return ends.slice(Math.max(0, from - MOST_ENDS), from).flatMap(({ guards }) => guards);
}
