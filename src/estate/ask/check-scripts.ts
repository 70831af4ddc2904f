import type { ScriptFacts } from '../../scripts/read.ts';
import type { Estate } from '../model/estate.ts';
import type { GateScript } from '../model/pack.ts';
import { oncePerEstate } from './once.ts';
import { activeGateScripts } from './packs.ts';

/** What a script of the estate says, where it was read. */
export const factsOf = (estate: Estate, path: string | undefined): ScriptFacts | undefined =>
  path === undefined ? undefined : estate.index.script(path)?.facts;

export const checkFactsOf = (estate: Estate, gate: GateScript): ScriptFacts | undefined =>
  factsOf(estate, gate.executable?.path);

/** Gates in service whose check script was read. */
export const readGateScripts = (estate: Estate): readonly GateScript[] =>
  activeGateScripts(estate).filter((gate) => checkFactsOf(estate, gate) !== undefined);

/** Of the gates that share a script, the first: what is wrong with the script is wrong once. */
export const firstGates = oncePerEstate((estate): readonly GateScript[] => {
  const seen = new Set<string>();
  return readGateScripts(estate).filter((gate) => {
    const path = gate.executable!.path!;
    return !seen.has(path) && seen.add(path);
  });
});

/** The script and all that it runs, as far as they are scripts of the estate. */
export function scriptsBehind(estate: Estate, script: ScriptFacts): readonly ScriptFacts[] {
  const found = new Set([script]);
  for (const each of found) {
    for (const { to } of each.calls) {
      const called = factsOf(estate, to);
      if (called) found.add(called);
    }
  }
  return [...found];
}
