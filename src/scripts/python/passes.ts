import type { PassFact } from '../facts.ts';
import { oneLine, placed, type Reading } from '../reading.ts';
import { child, childOf, enclosing, type Syntax } from '../syntax.ts';
import { exitValuesOf } from './exit-values.ts';
import { calledName, nameOf } from './literal.ts';

const EXITS = /^(sys\.exit|exit|quit|SystemExit|os\._exit)$/;
const GOOD = /^(0|None)?$/;
const AROUND = [
  'if_statement',
  'elif_clause',
  'else_clause',
  'except_clause',
  'function_definition',
] as const;

/** `sys.exit(0)` where something needed for judging is absent. */
export function readPass(call: Syntax, reading: Reading): void {
  if (!reading.gathered.isCheck || !EXITS.test(calledName(call, reading.source))) return;
  const argument = childOf(call, 'argument_list')?.children.find((each) => each.named);
  readEnd(call, argument, GOOD, reading);
}

/** `raise SystemExit`, which ends well. */
export function readRaise(node: Syntax, reading: Reading): void {
  const raised = node.children.find((each) => each.named);
  if (
    reading.gathered.isCheck &&
    raised?.type === 'identifier' &&
    nameOf(raised, reading.source) === 'SystemExit'
  )
    readEnd(node, undefined, GOOD, reading);
}

/** `return 0` in the function whose result the program exits with. */
export function readReturned(node: Syntax, reading: Reading): void {
  if (!reading.gathered.isCheck) return;
  const around = enclosing(node, 'function_definition');
  const name = around && nameOf(child(around, 'name'), reading.source);
  const good = name === undefined ? undefined : exitValuesOf(reading).results.get(name);
  const value = node.children.find((each) => each.named);
  if (good && value) readEnd(node, value, good, reading);
}

/** `ok = True` where the program exits with what `ok` says. */
export function readVerdict(assignment: Syntax, reading: Reading): void {
  if (!reading.gathered.isCheck) return;
  const target = child(assignment, 'left');
  const name = target?.type === 'identifier' ? nameOf(target, reading.source) : undefined;
  const good = name === undefined ? undefined : exitValuesOf(reading).variables.get(name);
  const value = child(assignment, 'right');
  if (good && value) readEnd(assignment, value, good, reading);
}

function readEnd(end: Syntax, code: Syntax | undefined, good: RegExp, reading: Reading): void {
  if (!good.test(code ? reading.source.slice(code.start, code.end) : '')) return;
  const branch = enclosing(end, ...AROUND);
  const absence = branch && absenceIn(branch, end, reading);
  if (absence) reading.gathered.passes.push({ ...placed(reading, end), ...absence });
}

type Absence = Pick<PassFact, 'by' | 'what'>;

function absenceIn(branch: Syntax, end: Syntax, reading: Reading): Absence | undefined {
  const text = (node: Syntax) => oneLine(reading.source.slice(node.start, node.end));
  if (branch.type === 'except_clause') {
    const caught = branch.children.find((each) => each.named && each.type !== 'block');
    return ofException(caught ? text(caught) : '', branch.parent ? text(branch.parent) : '');
  }
  const condition = child(branch, 'condition');
  return condition && ofCondition(text(condition), text(branch).slice(0, end.end - branch.start));
}

function ofException(caught: string, tried: string): Absence | undefined {
  const module = /\b(?:Import|ModuleNotFound)Error\b/.test(caught);
  const imported = module ? IMPORTED.exec(tried)?.[1] : undefined;
  if (imported !== undefined) return { by: 'missing-module', what: imported };
  if (/\b(?:FileNotFoundError|IOError|OSError)\b/.test(caught)) return { by: 'missing-file', what: caught };
  if (/\b(?:SystemExit|KeyboardInterrupt|BrokenPipeError|StopIteration)\b/.test(caught)) return undefined;
  return { by: 'error', what: caught.replace(/ as \w+$/, '') || 'any exception' };
}

const IMPORTED = /\b(?:import|from)\s+([\w.]+)/;

const FINDINGS =
  /viol|miss|bad|fail|err|diff|problem|issue|stale|found|drift|broken|change|dup|orphan|extra|stray/i;

const saysPass = (line: string): boolean => /["'](.*)/.exec(line)?.[1]?.match(/\bpass\b/i) != null;

function ofCondition(condition: string, branch: string): Absence | undefined {
  const tool =
    /^not\s+(?:shutil\.)?which\(\s*["']([\w.-]+)|which\(\s*["']([\w.-]+)["']\s*\)\s+is\s+None/.exec(
      condition,
    );
  if (tool) return { by: 'missing-tool', what: tool[1] ?? tool[2]! };
  const file = /^not\s+(?!\s)(?:os\.path\.)?(.*?)\.?(?:exists|is_file|isfile)\(([^)]{0,1000})\)/.exec(
    condition,
  );
  if (file)
    return branch.split('\n').some(saysPass) ? undefined : { by: 'missing-file', what: file[1] || file[2]! };
  const empty = /^not\s+([\w.]+)$|^len\((\w+)\)\s*==\s*0$/.exec(condition);
  const list = empty?.[1] ?? empty?.[2];
  if (list === undefined || FINDINGS.test(list) || !/skip|nothing to/i.test(branch)) return undefined;
  return { by: 'empty-input', what: list };
}
