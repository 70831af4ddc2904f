import type { Reading } from '../../reading.ts';
import { child, enclosing, type Syntax } from '../../syntax.ts';
import { writesOf } from '../writes.ts';

/** The parts of a vector as they are written, one after the other. */
export type Vector = readonly Syntax[];

/** `["qm", "stop", id]`, also as the first part of a sum. */
export function vectorIn(node: Syntax | undefined): Vector | undefined {
  if (!node) return undefined;
  if (/^(list|tuple)$/.test(node.type))
    return node.children.filter((each) => each.named && each.type !== 'comment');
  if (node.type !== 'binary_operator') return undefined;
  const parts = node.children.filter((each) => each.named);
  return parts.some((each) => each.type === 'list')
    ? parts.flatMap((each) => vectorIn(each) ?? [each])
    : undefined;
}

/** The vectors that a call may be given: the one that is written there, or those that its variable can hold by then. */
export function vectorsOf(given: Syntax | undefined, reading: Reading): Vector[] {
  const written = vectorIn(given);
  if (written) return [written];
  return given?.type === 'identifier' ? heldBy(given, reading) : [];
}

function heldBy(variable: Syntax, reading: Reading): Vector[] {
  const scope = scopeOf(variable);
  const name = reading.source.slice(variable.start, variable.end);
  const all = writesOf(reading).get(name) ?? [];
  const held: Vector[] = [];
  let added: Vector = [];
  const before = lastBefore(variable, all);
  for (let at = before; at >= Math.max(0, before - MOST_WRITES); at--) {
    const write = all[at]!;
    if (scopeOf(write) !== scope) continue;
    const vector = vectorIn(child(write, 'right'));
    if (write.type === 'augmented_assignment') added = [...(vector ?? []), ...added];
    else {
      if (vector) held.push([...vector, ...added]);
      if (isAlwaysReached(write, variable)) break;
    }
  }
  return held;
}

/** A vector that more writes went into is none that anybody could read. */
const MOST_WRITES = 50;

/** Where the last write stands that ends before the variable is used; writes stand in the order of the text. */
function lastBefore(variable: Syntax, writes: readonly Syntax[]): number {
  let [low, high] = [0, writes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (writes[middle]!.end <= variable.start) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const scopeOf = (node: Syntax): Syntax | undefined => enclosing(node, 'function_definition');

/** Nothing that was written before it can still be held where the variable is used. */
function isAlwaysReached(write: Syntax, use: Syntax): boolean {
  const block = enclosing(write, 'block', 'module');
  return block === undefined || (block.start <= use.start && use.end <= block.end);
}
