import { HOLE } from '../../hole.ts';
import type { Reading } from '../../reading.ts';
import type { StepWord } from '../../step.ts';
import { child, childOf, type Syntax, withinOf } from '../../syntax.ts';
import { literalText, nameOf } from '../literal.ts';
import { type Vector, vectorIn } from './vectors.ts';

/** The words of a call that is given an argument vector, once for each that it may be given. */
export const vectorWords = (vector: Vector, reading: Reading): StepWord[] =>
  vector.flatMap((each) => wordOf(each, reading));

/** A function and its arguments. */
export const callWords = (call: Syntax, name: string, reading: Reading): StepWord[] => [
  { text: name, variables: [] },
  ...argumentsOf(call).flatMap((each) => (each.type === 'keyword_argument' ? [] : wordOf(each, reading))),
];

export const argumentsOf = (call: Syntax): Syntax[] =>
  childOf(call, 'argument_list')?.children.filter((each) => each.named && each.type !== 'comment') ?? [];

function wordOf(node: Syntax, reading: Reading): StepWord[] {
  if (node.type === 'string')
    return [{ text: literalText(node, reading.source), variables: interpolated(node, reading) }];
  if (node.type === 'integer') return [{ text: reading.source.slice(node.start, node.end), variables: [] }];
  if (node.type === 'list_splat') return wordOf(node.children.at(-1)!, reading);
  if (/^(list|tuple)$/.test(node.type)) return vectorIn(node)!.flatMap((each) => wordOf(each, reading));
  const choices = choicesIn(node, reading);
  if (choices.length > 0) return [{ text: HOLE, variables: [], choices }];
  const names = [nameOf(node, reading.source), nameOf(node.children[0], reading.source)];
  return [{ text: HOLE, variables: [...new Set(names.flatMap((each) => each ?? []))] }];
}

/** The strings of `"a" if x else "b"` and of `{"x": "a", "y": "b"}[x]`. */
function choicesIn(node: Syntax, { source }: Reading): string[] {
  const inner = node.type === 'parenthesized_expression' ? node.children.find((each) => each.named) : node;
  const [first, , last] = inner?.children.filter((each) => each.named) ?? [];
  const values =
    inner?.type === 'conditional_expression'
      ? [first, last]
      : inner?.type === 'subscript' && first?.type === 'dictionary'
        ? first.children.flatMap((each) => (each.type === 'pair' ? [child(each, 'value')] : []))
        : [];
  return values.flatMap((each) => (each?.type === 'string' ? [literalText(each, source)] : []));
}

function interpolated(node: Syntax, reading: Reading): string[] {
  return withinOf(node, 'interpolation').flatMap(
    (each) =>
      nameOf(child(each, 'expression') ?? each.children.find((inner) => inner.named), reading.source) ?? [],
  );
}
