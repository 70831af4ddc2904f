import { GATES } from '../../gates/index.ts';
import { begunScripts, withScripts } from '../estate/join/scripts/scripts.ts';
import type { Estate } from '../estate/model/estate.ts';
import { Refusal } from '../finding/refusal.ts';
import type { Gate } from '../gate/gate.ts';
import { searchFor } from '../gate/script-search.ts';
import type { Tree } from '../load/tree.ts';
import type { BegunScripts } from '../scripts/begin.ts';
import type { ScriptMemory } from '../scripts/memory.ts';
import { timed, timedAsync } from '../timing/stopwatch.ts';

/** Where scripts are looked for, and what was learnt about them before. */
export interface SearchSettings {
  readonly roots?: readonly string[];
  readonly ignore?: readonly string[];
  readonly remembered: ScriptMemory | undefined;
}

/** Whether gates that ask for scripts are picked; a name that is none yet may be that of one of the estate's own. */
export function areScriptsPicked(picked: () => readonly Gate[]): boolean {
  try {
    return picked().some(({ scripts }) => scripts);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Finds the scripts; spare threads begin with them while contracts are loaded and joined. */
export const begunFor = (tree: Tree, search: SearchSettings): BegunScripts =>
  timed('find scripts', () => {
    const { roots, ignore, triggers } = searchFor(GATES, search);
    return begunScripts(tree, { roots, ignore, triggers, remembered: search.remembered });
  });

/** Whether a gate judges scripts, or a closure law judges by one that does. */
export const areScriptsAsked = (
  gates: readonly Gate[],
  estate: Estate,
  catalogue: readonly Gate[],
): boolean => gates.some((gate) => gate.scripts || judgesByScripts(gate, estate, catalogue));

function judgesByScripts({ needs }: Gate, estate: Estate, catalogue: readonly Gate[]): boolean {
  const ids = new Set(needs?.(estate));
  return catalogue.some((gate) => gate.scripts && ids.has(gate.id));
}

export const withScriptsRead = (
  estate: Estate,
  catalogue: readonly Gate[],
  begun: BegunScripts,
  { remembered }: SearchSettings,
): Promise<Estate> =>
  timedAsync('scripts', () => withScripts(estate, begun, { named: searchFor(catalogue).named, remembered }));
