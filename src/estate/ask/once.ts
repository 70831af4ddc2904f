import { oncePer } from '../../once/once-per.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Estate } from '../model/estate.ts';
import type { Script } from '../model/script.ts';

/** A question whose answer is derived once per estate, however many entities ask it. */
export const oncePerEstate = <T>(derive: (estate: Estate) => T): ((estate: Estate) => T) => oncePer(derive);

/** A question about each of many things of an estate, answered once for each, however many laws ask it. */
export function oncePerThing<K, T>(derive: (estate: Estate, thing: K) => T): (estate: Estate, thing: K) => T {
  const known = oncePerEstate(() => new Map<K, T>());
  return (estate, thing) => {
    const answers = known(estate);
    const found = answers.get(thing);
    if (found !== undefined || answers.has(thing)) return found as T;
    const answer = derive(estate, thing);
    answers.set(thing, answer);
    return answer;
  };
}

/** The same for an answer that the scripts alone decide: variants of an estate that share them share it. */
export function oncePerScripts<T>(derive: (scripts: readonly Script[]) => T): (estate: Estate) => T {
  const answer = oncePer(derive);
  return ({ scripts }) => answer(scripts);
}

/** What is worked out of one script by itself. */
export const oncePerScript = <T>(derive: (script: ScriptFacts) => T): ((script: ScriptFacts) => T) =>
  oncePer(derive);
