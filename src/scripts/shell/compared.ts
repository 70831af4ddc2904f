import { addUse, type Reading } from '../reading.ts';
import { child, childrenIn, enclosing, type Syntax, within } from '../syntax.ts';
import type { Command } from './command.ts';
import { readHeldConstant } from './constants.ts';
import { isCondition } from './steps/clauses.ts';
import { isExpansion, soleVariable, type Word, wordOf } from './word.ts';

const EQUALITY = new Set(['=', '==', '!=', '=~', '-eq', '-ne', '<', '>']);
const JOINS = new Set(['&&', '||', '-a', '-o', '!', '(', ')', '[', ']', '[[', ']]', '((', '))']);

type Piece = { readonly operator: string } | { readonly operand: Word };

/** `[[ a == b ]]`, `[ a = b ]`, `((a == b))`: what is held against what. */
export function readTest(node: Syntax, reading: Reading): void {
  readPieces([...piecesOf(node, reading)], reading);
}

/** `test a = b`, which parses as any command. */
export function readTestCommand(command: Command, reading: Reading): void {
  const pieces = command.args.map(
    (word): Piece =>
      EQUALITY.has(word.text) || JOINS.has(word.text) || /^-[a-z]$/.test(word.text)
        ? { operator: word.text }
        : { operand: word },
  );
  readPieces(pieces, reading);
}

/** The grammar nests `&&`, `-o` and `!` unevenly, so the pieces are read in the order of the text. */
function* piecesOf(node: Syntax, reading: Reading): Generator<Piece> {
  for (const each of node.children) {
    if (/^(binary_expression|unary_expression|parenthesized_expression)$/.test(each.type))
      yield* piecesOf(each, reading);
    else if (!each.named || each.type === 'test_operator')
      yield { operator: reading.source.slice(each.start, each.end).trim() };
    else if (each.type !== 'comment') yield { operand: wordOf(each, reading.source) };
  }
}

function readPieces(pieces: readonly Piece[], reading: Reading): void {
  pieces.forEach((piece, at) => {
    if (!('operator' in piece) || !EQUALITY.has(piece.operator)) return;
    const left = operandRun(pieces, at - 1, -1);
    const right = operandRun(pieces, at + 1, 1);
    if (left.length > 0 && right.length > 0) compare(left, right, reading);
  });
}

function operandRun(pieces: readonly Piece[], from: number, step: 1 | -1): Word[] {
  const run: Word[] = [];
  for (let at = from; at >= 0 && at < pieces.length; at += step) {
    const piece = pieces[at]!;
    if ('operator' in piece) break;
    run.push(piece.operand);
  }
  return step === 1 ? run : run.reverse();
}

function compare(left: readonly Word[], right: readonly Word[], reading: Reading): void {
  const subject = subjectOf(left, reading.source) ?? subjectOf(right, reading.source);
  compareVariables(left, right, reading);
  for (const side of [left, right]) {
    if (side.some((word) => isExpansion(word.node) && soleVariable(word) !== undefined) && side.length === 1)
      continue;
    const others = side === left ? right : left;
    for (const word of side) {
      if (soleVariable(word) !== undefined || !/\w/.test(word.text)) continue;
      const parts = others[0] && partsOf(word.text, others[0]);
      for (const part of parts ?? [{ text: withoutGuard(word, others), subject }])
        addUse(reading, word.node, { context: 'compared', ...part });
    }
  }
}

/** `[ "$site" = "$skip" ]`, `[[ " $skip " == *" $site "* ]]`: either may be the one whose value is written out. */
function compareVariables(left: readonly Word[], right: readonly Word[], reading: Reading): void {
  const [one, other] = [variableOf(left), variableOf(right)];
  if (one === undefined || other === undefined) return;
  readHeldConstant(other, one, reading);
  readHeldConstant(one, other, reading);
}

/** The one variable of a side that spells nothing else. */
function variableOf(words: readonly Word[]): string | undefined {
  const names = words.flatMap((word) => word.variables);
  return names.length === 1 && words.every(({ text }) => !/\w/.test(text)) ? names[0] : undefined;
}

/** `[ "x$site" = "xshop" ]`: the letter in front is only there for old shells. */
function withoutGuard(word: Word, others: readonly Word[]): string {
  const guard = /^(\w{1,2})\u{fffc}$/u.exec(others[0]?.text ?? '')?.[1];
  return guard !== undefined && word.text.startsWith(guard) ? word.text.slice(guard.length) : word.text;
}

function subjectOf(words: readonly Word[], source: string): string | undefined {
  for (const word of words) {
    const variable = word.variables[0] ?? commandInside(word, source);
    if (variable !== undefined) return variable;
    if (word.node.type === 'variable_name') return word.text;
  }
  return undefined;
}

/** `$(hostname -s)` compares what the program says: its name stands for the variable. */
function commandInside(word: Word, source: string): string | undefined {
  for (const each of within(word.node))
    if (each.type === 'command_name') return `$(${wordOf(each, source).text})`;
  return undefined;
}

/** `case "$site" in ...`: each pattern of each arm; an arm that takes an option is a flag. */
export function readCase(node: Syntax, reading: Reading): void {
  const value = child(node, 'value');
  const arms = node.children.filter((each) => each.type === 'case_item');
  const patterns = arms.flatMap((arm) =>
    childrenIn(arm, 'value').map((each) => wordOf(each, reading.source)),
  );
  const held = value && wordOf(value, reading.source);
  const siblings = patterns.map((word) => word.text);
  for (const word of patterns) {
    if (!/[\w]/.test(word.text)) continue;
    const context = /^--?[a-zA-Z]/.test(word.text) ? 'flag' : 'arm';
    const parts = held && partsOf(word.text, held);
    if (parts) for (const part of parts) addUse(reading, word.node, { context, ...part });
    else {
      const subject = held && subjectOf([held], reading.source);
      addUse(reading, word.node, { context, text: word.text, subject, siblings, group: node.start });
    }
  }
}

/** `"$kind:$host"` against `vm:x`: each part is held against its own variable. Undefined where they do not match. */
function partsOf(
  text: string,
  { text: held, variables }: Word,
): { text: string; subject: string }[] | undefined {
  const sign = JOINED.exec(held)?.[1];
  const parts = sign === undefined ? [] : text.split(sign);
  if (parts.length < 2 || parts.length !== variables.length) return undefined;
  return parts.flatMap((part, at) => (/\w/.test(part) ? { text: part, subject: variables[at]! } : []));
}

/** Variables joined by one sign. */
const JOINED = /^\u{fffc}(?:([:/,|@ ])\u{fffc}(?:\1\u{fffc})*)$/u;

/** Whether a node stands where its exit code is looked at. */
export function isTested(node: Syntax): boolean {
  let at: Syntax = node;
  while (
    at.parent &&
    /^(redirected_statement|pipeline|negated_command|list|heredoc_redirect|subshell|command_substitution|variable_assignment)$/.test(
      at.parent.type,
    )
  ) {
    if (at.parent.type === 'negated_command') return true;
    if (at.parent.type === 'list' && at.parent.children[0] === at) return true;
    at = at.parent;
  }
  return isCondition(at) && enclosing(at, 'if_statement', 'while_statement', 'elif_clause') !== undefined;
}
