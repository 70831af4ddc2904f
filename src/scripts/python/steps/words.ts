import { HOLE } from '../../hole.ts';
import type { Reading } from '../../reading.ts';
import type { StepWord } from '../../step.ts';
import { child, childOf, type Syntax, withinOf } from '../../syntax.ts';
import { literalText, nameOf } from '../literal.ts';

/** The words of a call: the program and its arguments where it runs a vector, else the function and its arguments. */
export function wordsOf(call: Syntax, name: string, runs: boolean, reading: Reading): StepWord[] {
  const given = argumentsOf(call);
  const vector = runs ? vectorIn(given[0]) : undefined;
  if (vector) return vector.flatMap((each) => wordOf(each, reading));
  const program = { text: name, variables: [] };
  return [
    program,
    ...given.flatMap((each) => (each.type === 'keyword_argument' ? [] : wordOf(each, reading))),
  ];
}

export const argumentsOf = (call: Syntax): Syntax[] =>
  childOf(call, 'argument_list')?.children.filter((each) => each.named && each.type !== 'comment') ?? [];

/** `["qm", "stop", id]`, also as the first part of a sum or behind a star. */
function vectorIn(node: Syntax | undefined): Syntax[] | undefined {
  if (!node) return undefined;
  if (/^(list|tuple)$/.test(node.type))
    return node.children.filter((each) => each.named && each.type !== 'comment');
  if (node.type !== 'binary_operator') return undefined;
  const parts = node.children.filter((each) => each.named);
  return parts.some((each) => each.type === 'list')
    ? parts.flatMap((each) => vectorIn(each) ?? [each])
    : undefined;
}

function wordOf(node: Syntax, reading: Reading): StepWord[] {
  if (node.type === 'string')
    return [{ text: literalText(node, reading.source), variables: interpolated(node, reading) }];
  if (node.type === 'integer') return [{ text: reading.source.slice(node.start, node.end), variables: [] }];
  if (node.type === 'list_splat') return wordOf(node.children.at(-1)!, reading);
  if (/^(list|tuple)$/.test(node.type)) return vectorIn(node)!.flatMap((each) => wordOf(each, reading));
  const names = [nameOf(node, reading.source), nameOf(node.children[0], reading.source)];
  return [{ text: HOLE, variables: [...new Set(names.flatMap((each) => each ?? []))] }];
}

function interpolated(node: Syntax, reading: Reading): string[] {
  return withinOf(node, 'interpolation').flatMap(
    (each) =>
      nameOf(child(each, 'expression') ?? each.children.find((inner) => inner.named), reading.source) ?? [],
  );
}
