import { placed, type Reading } from '../reading.ts';
import { enclosing, type Syntax } from '../syntax.ts';
import { calledName } from './literal.ts';

const CAN_FAIL =
  /\braise\b|\bassert\b|\b(?:exit|_exit|quit|abort|die|fail|bail|SystemExit)\((?!\s*(?:0|None)?\s*\))|\bcheck\s*=\s*True|check_(?:call|output)\(|\bos\.exec|\b(?:unittest|pytest)\b|\.(?:raise_for_status|check_returncode)\(/;
const SAYS_BAD =
  /["'][^"'\n]{0,200}\b(?:fail\w*|errors?|missing|violat\w*|mismatch\w*|differ\w*|drift\w*|stale|invalid|bad|broken|lacks?|not|no)\b/i;

/** A check that says what is wrong, and of which nothing can make the exit code anything but 0. */
export function readNoFailure(reading: Reading): void {
  if (!reading.gathered.isCheck || reading.via !== 'direct' || CAN_FAIL.test(reading.source)) return;
  const said = reading.nodes.find((node) => saysFinding(node, reading));
  if (said) reading.gathered.passes.push({ ...placed(reading, said), by: 'no-failure', what: '' });
}

const saysFinding = (node: Syntax, { source }: Reading): boolean =>
  node.type === 'call' &&
  calledName(node, source) === 'print' &&
  enclosing(node, 'if_statement', 'for_statement', 'except_clause') !== undefined &&
  SAYS_BAD.test(source.slice(node.start, node.end));
