import { isPhaseKey, type OrderRead } from '../../scripts/order/order-read.ts';
import type { Estate } from '../model/estate.ts';
import type { Script } from '../model/script.ts';
import { oncePerScripts } from './once.ts';

/** All that one function takes out of the order; the code outside of functions counts as one. */
export interface OrderReader {
  readonly function: string | undefined;
  readonly reads: readonly OrderRead[];
}

const readers = oncePerScripts((scripts) => {
  const byScript = new Map<Script, readonly OrderReader[]>();
  for (const script of scripts) {
    const found = readersIn(script.facts.text.orderReads);
    if (found.length > 0) byScript.set(script, found);
  }
  return byScript;
});

/** Scripts that take guests out of the order. */
export const scriptsThatReadOrders = (estate: Estate): readonly Script[] => [...readers(estate).keys()];

export const orderReadersOf = (estate: Estate, script: Script): readonly OrderReader[] =>
  readers(estate).get(script) ?? [];

function readersIn(reads: readonly OrderRead[]): OrderReader[] {
  const phases = reads.filter((read) => read.keys.some(isPhaseKey));
  const functions = [...new Set(reads.map((read) => read.at.function))];
  return functions.map((name) => {
    const own = reads.filter((read) => read.at.function === name);
    // One kind of guest may be read by the next function.
    const kinds = own.some((read) => read.keys.some(isPhaseKey)) ? phases : [];
    return { function: name, reads: [...new Set([...own, ...kinds])] };
  });
}
