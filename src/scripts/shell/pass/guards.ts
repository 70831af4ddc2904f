import type { Reading } from '../../reading.ts';
import { childOf, type Syntax } from '../../syntax.ts';
import { conditionsOf, isCondition } from '../steps/clauses.ts';

/** One test of a condition, as written without its signs of negation, and whether it holds where it leads. */
export interface Atom {
  readonly text: string;
  readonly holds: boolean;
  readonly how: 'test' | 'arithmetic' | 'command';
  readonly node: Syntax;
}

/** Everything that has to be so for a statement to be reached, nearest first; up to the function around it. */
export const guardsOf = (node: Syntax, reading: Reading): Atom[] => guardLevelsOf(node, reading).flat();

/** The same by the conditions that they stand in. */
export function guardLevelsOf(node: Syntax, reading: Reading): Atom[][] {
  const levels: Atom[][] = [];
  for (let at = node; at.parent && at.type !== 'function_definition'; at = at.parent) {
    const atoms = guardsBy(at.parent, at, reading);
    if (atoms.length > 0) levels.push(atoms);
  }
  return levels;
}

function guardsBy(parent: Syntax, at: Syntax, reading: Reading): Atom[] {
  switch (parent.type) {
    case 'list':
      return sideGuards(parent, at, reading);
    case 'if_statement':
    case 'elif_clause':
      if (isCondition(at)) return [];
      return atomsOfAll(conditionsOf(parent), !at.type.endsWith('_clause'), reading);
    default:
      return [];
  }
}

/** `left && right`, `left || right`: the right side hangs on the left one. */
function sideGuards(list: Syntax, at: Syntax, reading: Reading): Atom[] {
  const left = list.children[0]!;
  if (left === at) return [];
  return atomsOf(left, childOf(list, '&&') !== undefined, reading);
}

const atomsOfAll = (nodes: readonly Syntax[], holds: boolean, reading: Reading): Atom[] =>
  nodes.flatMap((node) => atomsOf(node, holds, reading));

/** The single tests of a condition. How they are joined does not matter for what the absence of a thing leads to. */
export function atomsOf(node: Syntax, holds: boolean, reading: Reading): Atom[] {
  const text = reading.source.slice(node.start, node.end);
  switch (node.type) {
    case 'list':
    case 'subshell':
      return atomsOfAll(
        node.children.filter((each) => each.named),
        holds,
        reading,
      );
    case 'redirected_statement':
      return node.children[0] ? atomsOf(node.children[0], holds, reading) : [];
    case 'negated_command':
      return atomsOfAll(
        node.children.filter((each) => each.named),
        !holds,
        reading,
      );
    case 'compound_statement':
      return text.startsWith('((') ? inside(text.slice(2, -2), 'arithmetic', holds, node) : [];
    case 'test_command':
      return inside(text.replace(/^\[\[?|\]\]?$/g, ''), 'test', holds, node);
    default:
      if (/^test\s/.test(text)) return inside(text.slice(5), 'test', holds, node);
      return [{ text: text.replace(/^!\s+/, ''), holds: holds !== /^!\s/.test(text), how: 'command', node }];
  }
}

/** The parts of a bracketed test between its signs of and and or. */
function inside(text: string, how: 'test' | 'arithmetic', holds: boolean, node: Syntax): Atom[] {
  return text.split(/&&|\|\||\s-[ao]\s/).map((part) => {
    const plain = part
      .trim()
      .replace(/^\(|\)$/g, '')
      .trim();
    const negated = /^!\s*(?!=)/.test(plain);
    return { text: plain.replace(/^!\s*/, ''), holds: holds !== negated, how, node };
  });
}
