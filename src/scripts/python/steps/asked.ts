import type { Reading } from '../../reading.ts';
import type { Syntax } from '../../syntax.ts';
import { calledName } from '../literal.ts';
import { ownFunction, runningOf } from './own.ts';

const CODES = /^(?:os\.system|(?:subprocess|sp)\.call|call)$/;

/** Whether the condition that a call stands in holds where the call fails; undefined where it stands in none. */
export function holdsOnFailure(call: Syntax, reading: Reading): boolean | undefined {
  const condition = conditionAround(call);
  if (!condition) return undefined;
  let holds = givesCode(call, reading);
  for (let at = call; at !== condition; at = at.parent!) {
    const parent = at.parent!;
    const text = reading.source.slice(parent.start, parent.end);
    if (parent.type === 'not_operator') holds = !holds;
    else if (parent.type === 'attribute' && text.endsWith('.returncode')) holds = true;
    else if (parent.type === 'comparison_operator')
      holds = compared(text.slice(at.end - parent.start), holds);
  }
  return holds;
}

function conditionAround(call: Syntax): Syntax | undefined {
  let at: Syntax | undefined = call;
  while (at && at.field !== 'condition') at = INSIDE.test(at.type) ? at.parent : undefined;
  return at;
}

const INSIDE =
  /^(?:call|attribute|argument_list|not_operator|comparison_operator|boolean_operator|parenthesized_expression|named_expression)$/;

/** `== 0` asks for success, `!= 0` for failure; `is False` for the contrary of what stands before it. */
function compared(rest: string, holds: boolean): boolean {
  if (/^\s*(?:==|is)\s*0$/.test(rest)) return false;
  if (/^\s*(?:!=|>|is not)\s*0$/.test(rest)) return true;
  return /^\s*(?:==|is)\s*False$/.test(rest) ? !holds : holds;
}

function givesCode(call: Syntax, reading: Reading): boolean {
  const name = calledName(call, reading.source);
  const own = ownFunction(name, reading);
  return own ? runningOf(own, reading).givesCode : CODES.test(name);
}
