import picomatch from 'picomatch';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import type { Gate } from './gate.ts';

/** The gates whose id one of the globs matches, in catalogue order; a glob that matches none is refused. */
export function selectGates(gates: readonly Gate[], globs: readonly string[]): Gate[] {
  const chosen = new Set(globs.flatMap((glob) => matching(gates, glob)));
  return gates.filter((gate) => chosen.has(gate));
}

function matching(gates: readonly Gate[], glob: string): Gate[] {
  const test = picomatch(glob);
  const found = gates.filter((gate) => test(gate.id));
  if (found.length > 0) return found;
  const ids = gates.map((gate) => gate.id);
  const near = nearest(glob, ids);
  throw new Refusal(
    `no gate is called "${glob}"`,
    near ? `Did you mean "${near}"?` : 'See `gates check --list` for all gates.',
  );
}
