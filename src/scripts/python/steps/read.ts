import { placed, type Reading } from '../../reading.ts';
import { type Around, type Failure, MOST_WORDS, type Step, type StepWord } from '../../step.ts';
import { child, enclosing, type Syntax } from '../../syntax.ts';
import { isRunner, isSpokenCall } from '../calls.ts';
import { calledName } from '../literal.ts';
import { holdsOnFailure } from './asked.ts';
import { failureOf, keyword } from './failure.ts';
import { guardsOf } from './guards.ts';
import { ownFunction, tellsByResult } from './own.ts';
import { vectorsOf } from './vectors.ts';
import { argumentsOf, callWords, vectorWords } from './words.ts';

const MATTERS = /\b(qm|pct|pvesh|qemu|lxc|docker|podman|poweroff|shutdown|proxmoxer|recover\w*)\b|power/i;
const STARTS =
  /(^|\.)(run|call|check_call|check_output|Popen|popen|system|getoutput|getstatusoutput|create_subprocess_\w+)$/;

/** The calls of a Python program that may have to do with power, in the order of the text. */
export function readSteps(reading: Reading): void {
  if (!MATTERS.test(reading.source.slice(reading.start, reading.end))) return;
  for (const node of reading.nodes) {
    const name = node.type === 'call' ? calledName(node, reading.source) : '';
    if (name === '' || isSpokenCall(name)) continue;
    const step = { ...placed(reading, node), via: 'python', ...aroundOf(node, reading) } as const;
    for (const words of wordsOf(node, name, reading))
      reading.gathered.steps.push({ ...step, words: words.slice(0, MOST_WORDS) });
  }
}

/** The program and its arguments where the call runs a vector, else the function and its arguments. */
function wordsOf(call: Syntax, name: string, reading: Reading): StepWord[][] {
  const runs = isRunner(name) || hasVector(call, name);
  const vectors = runs ? vectorsOf(argumentsOf(call)[0], reading) : [];
  return vectors.length > 0
    ? vectors.map((vector) => vectorWords(vector, reading))
    : [callWords(call, name, reading)];
}

/** A function of the script's own that is given an argument vector; a socket is given an address. */
const hasVector = (call: Syntax, name: string): boolean =>
  /^(list|tuple)$/.test(argumentsOf(call)[0]?.type ?? '') && !/(^|[._])connect(ion|_ex)?$/.test(name);

/** What a call, or a program that it runs, gets from where it stands. */
export function aroundOf(call: Syntax, reading: Reading): Around {
  const name = calledName(call, reading.source);
  const failure = failureOf(call, name, startsProgram(call, name, reading), reading);
  const outer = reading.around;
  return {
    guards: [...guardsOf(call, reading), ...(outer?.guards ?? [])],
    fates: [{ program: reading.start, failure }, ...(passesOn(failure) ? (outer?.fates ?? []) : [])],
    silent: isSilent(call, reading) || (outer?.silent ?? false),
    leaves: leavesOf(call, reading),
    turned: isTurned(call, reading),
    heldByFailure: holdsOnFailure(call, reading),
    loop: loopAround(call)?.start ?? outer?.loop,
    feeds: undefined,
  };
}

/** Whether a call fails by its result and not by an exception. */
function startsProgram(call: Syntax, name: string, reading: Reading): boolean {
  const own = ownFunction(name, reading);
  return own ? tellsByResult(call, name, own, reading) : STARTS.test(name);
}

const passesOn = (failure: Failure): boolean => failure === 'fatal' || failure === 'passed';

function isSilent(call: Syntax, reading: Reading): boolean {
  const own = ownFunction(calledName(call, reading.source), reading);
  if (own)
    return /capture_output=True|stderr=\S{0,100}?(DEVNULL|PIPE)/.test(
      reading.source.slice(own.start, own.end),
    );
  const kept = keyword(call, 'capture_output', reading) === 'True';
  return kept || /DEVNULL|PIPE/.test(keyword(call, 'stderr', reading) ?? '');
}

/** `return run(...).returncode != 0`, `return not answers(host)`. */
function isTurned(call: Syntax, reading: Reading): boolean {
  const statement = enclosing(call, 'return_statement', 'block');
  const text =
    statement?.type === 'return_statement' ? reading.source.slice(statement.start, statement.end) : '';
  return /^return\s+not\b|!=\s*0\s*$/.test(text);
}

function loopAround(call: Syntax): Syntax | undefined {
  const loop = enclosing(call, 'while_statement', 'for_statement', 'function_definition');
  return loop?.type === 'function_definition' ? undefined : loop;
}

/** `while ping(host).returncode == 0`, `if not alive(host): break`. */
function leavesOf(call: Syntax, reading: Reading): Step['leaves'] {
  const clause = enclosing(call, 'while_statement', 'if_statement', 'expression_statement', 'block');
  const condition = clause && child(clause, 'condition');
  if (!condition || call.start < condition.start || call.end > condition.end) return undefined;
  const text = reading.source.slice(condition.start, condition.end);
  const turned =
    (/(^|\s)not\b/.test(text) ? 1 : 0) ^ (/!=\s*0|>\s*0/.test(text) ? 1 : 0) ^ (isBareCode(text) ? 1 : 0);
  if (clause.type === 'while_statement') return { loop: clause.start, on: turned ? 'success' : 'failure' };
  const loop = loopAround(clause);
  const last = child(clause, 'consequence')?.children.findLast(
    (each) => each.named && each.type !== 'comment',
  );
  if (!loop || !last || !/^(break|return)_statement$/.test(last.type)) return undefined;
  if (
    last.type === 'return_statement' &&
    !/^return(\s+True)?$/.test(reading.source.slice(last.start, last.end))
  )
    return undefined;
  return { loop: loop.start, on: turned ? 'failure' : 'success' };
}

/** An exit code as a condition holds where the program failed. */
const isBareCode = (text: string): boolean =>
  /(\.returncode|^\s*(not\s+)?(os\.system|subprocess\.call)\(.*\))\s*$/.test(text) &&
  !/[=!<>]=|[<>]/.test(text);

/** The call that runs the program in a string. */
export function runnerOf(string: Syntax): Syntax | undefined {
  const call = enclosing(string, 'call', 'assignment', 'function_definition');
  return call?.type === 'call' ? call : undefined;
}
