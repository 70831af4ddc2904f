import type { Reading } from '../../reading.ts';
import type { Failure } from '../../step.ts';
import { child, type Syntax } from '../../syntax.ts';
import { isSpokenCall } from '../calls.ts';
import { calledName } from '../literal.ts';
import { argumentsOf } from './words.ts';

/** What becomes of a call that fails. Whoever runs a program without `check=True` has to ask for its result. */
export function failureOf(call: Syntax, name: string, runs: boolean, reading: Reading): Failure {
  if (runs && !raises(call, name, reading)) return unraised(call, reading);
  const handler = handlerAround(call, reading);
  return handler ? handledBy(handler, reading) : 'fatal';
}

function raises(call: Syntax, name: string, reading: Reading): boolean {
  if (/(^|\.)check_(call|output)$/.test(name)) return true;
  return keyword(call, 'check', reading) === 'True' || isChecked(call, reading);
}

/** `run(...).check_returncode()`. */
function isChecked(call: Syntax, reading: Reading): boolean {
  const { parent } = call;
  return (
    parent?.type === 'attribute' && /\.check_returncode$/.test(reading.source.slice(parent.start, parent.end))
  );
}

export function keyword(call: Syntax, name: string, reading: Reading): string | undefined {
  const found = argumentsOf(call).find((each) => {
    const key = each.type === 'keyword_argument' ? child(each, 'name') : undefined;
    return key !== undefined && reading.source.slice(key.start, key.end) === name;
  });
  const value = found && child(found, 'value');
  return value && reading.source.slice(value.start, value.end);
}

function unraised(call: Syntax, reading: Reading): Failure {
  const statement = call.parent;
  if (statement?.type === 'return_statement') return 'passed';
  if (statement?.type !== 'expression_statement') return 'tested';
  return keyword(call, 'check', reading) === 'False' ? 'swallowed' : 'ignored';
}

/** The nearest `except` that could catch what a process or a called function raises. */
function handlerAround(call: Syntax, reading: Reading): Syntax | undefined {
  for (let at: Syntax | undefined = call; at && at.type !== 'function_definition'; at = at.parent) {
    if (at.parent?.type === 'with_statement' && /\bsuppress\(/.test(headOf(at.parent, reading)))
      return at.parent;
    if (at.parent?.type !== 'try_statement' || at.field !== 'body') continue;
    const clause = at.parent.children.find((each) => each.type === 'except_clause');
    if (clause) return clause;
  }
  return undefined;
}

const headOf = (node: Syntax, reading: Reading): string =>
  reading.source.slice(node.start, node.end).split('\n', 1)[0]!;

function handledBy(handler: Syntax, reading: Reading): Failure {
  const block = handler.children.find((each) => each.type === 'block');
  if (handler.type === 'with_statement' || !block) return 'swallowed';
  const inside = block.children.filter((each) => each.named && each.type !== 'comment');
  if (inside.some((each) => /^(raise|return)_statement$/.test(each.type) || leaves(each, reading)))
    return 'leaves';
  if (inside.every((each) => /^(pass|continue)_statement$/.test(each.type))) return 'swallowed';
  return inside.every((each) => isSpoken(each, reading)) ? 'told' : 'handled';
}

const callIn = (statement: Syntax): Syntax | undefined =>
  statement.children.find((each) => each.type === 'call');

function leaves(statement: Syntax, reading: Reading): boolean {
  const call = callIn(statement);
  return (
    call !== undefined && /^(sys\.exit|exit|os\._exit|die|fail|abort)$/.test(calledName(call, reading.source))
  );
}

function isSpoken(statement: Syntax, reading: Reading): boolean {
  const call = callIn(statement);
  return call !== undefined && isSpokenCall(calledName(call, reading.source));
}
