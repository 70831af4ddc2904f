import type { Reading } from '../../reading.ts';
import { enclosing, type Syntax } from '../../syntax.ts';
import { calledName } from '../literal.ts';
import { ownFunction } from './own.ts';

const CODES = /^(?:os\.system|(?:subprocess|sp)\.call|call)$/;
const RETURNS_CODE = /^\s*return\s+(?:os\.system\(|(?:subprocess|sp)\.call\(|.{0,500}\.returncode\s*$)/m;

/** Whether the condition that a call stands in holds where the call fails; undefined where it stands in none. */
export function holdsOnFailure(call: Syntax, reading: Reading): boolean | undefined {
  if (!enclosing(call, 'if_statement', 'elif_clause', 'while_statement', 'conditional_expression'))
    return undefined;
  let holds = givesCode(call, reading);
  for (let at = call; at.parent && !/(?:block|statement)$/.test(at.type); at = at.parent) {
    if (at.field === 'condition') return holds;
    const { parent } = at;
    const text = reading.source.slice(parent.start, parent.end);
    if (parent.type === 'not_operator') holds = !holds;
    else if (parent.type === 'attribute' && text.endsWith('.returncode')) holds = true;
    else if (parent.type === 'comparison_operator')
      holds = compared(text.slice(at.end - parent.start), holds);
  }
  return undefined;
}

/** `== 0` asks for success, `!= 0` for failure; `is False` for the contrary of what stands before it. */
function compared(rest: string, holds: boolean): boolean {
  if (/^\s*(?:==|is)\s*0$/.test(rest)) return false;
  if (/^\s*(?:!=|>|is not)\s*0$/.test(rest)) return true;
  return /^\s*(?:==|is)\s*False$/.test(rest) ? !holds : holds;
}

function givesCode(call: Syntax, reading: Reading): boolean {
  const name = calledName(call, reading.source);
  const own = ownFunction(name, reading);
  return own ? RETURNS_CODE.test(reading.source.slice(own.start, own.end)) : CODES.test(name);
}
