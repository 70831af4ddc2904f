import type { Node, Pair } from 'yaml';
import type { LoadProblem } from './problem.ts';

/** A key that stands twice: the estate's other tools take the last one too, and nobody sees the first. */
export function duplicateKey(file: string, key: string, where: string, first: Pair, last: Pair): LoadProblem {
  return {
    kind: 'duplicate-key',
    message: `the key "${key}" stands twice in this ${where}; the last one counts and hides the first. Merge the two or delete one`,
    at: spanOf(file, last.key),
    related: [{ message: 'the first, hidden one', at: spanOf(file, first.key) }],
    fatal: false,
  };
}

function spanOf(file: string, node: unknown) {
  const range = (node as Node | null)?.range;
  return { file, start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
