import type { PassFact } from '../facts.ts';
import { oneLine, placed, type Reading } from '../reading.ts';
import { child, childOf, enclosing, type Syntax } from '../syntax.ts';
import { calledName } from './literal.ts';

/** `sys.exit(0)` where something needed for judging is absent. */
export function readPass(call: Syntax, reading: Reading): void {
  if (
    !reading.gathered.isCheck ||
    !/^(sys\.exit|exit|quit|SystemExit|os\._exit)$/.test(calledName(call, reading.source))
  )
    return;
  if (!/^(0|None)?$/.test(argumentOf(call, reading))) return;
  const branch = enclosing(
    call,
    'if_statement',
    'elif_clause',
    'else_clause',
    'except_clause',
    'function_definition',
  );
  const absence = branch && absenceIn(branch, call, reading);
  if (absence) reading.gathered.passes.push({ ...placed(reading, call), ...absence });
}

function argumentOf(call: Syntax, reading: Reading): string {
  const argument = childOf(call, 'argument_list')?.children.find((each) => each.named);
  return argument ? reading.source.slice(argument.start, argument.end) : '';
}

type Absence = Pick<PassFact, 'by' | 'what'>;

function absenceIn(branch: Syntax, call: Syntax, reading: Reading): Absence | undefined {
  const text = (node: Syntax) => oneLine(reading.source.slice(node.start, node.end));
  if (branch.type === 'except_clause') {
    const caught = branch.children.find((each) => each.named && each.type !== 'block');
    return caught && ofException(text(caught));
  }
  const condition = child(branch, 'condition');
  return condition && ofCondition(text(condition), text(branch).slice(0, call.end - branch.start));
}

function ofException(caught: string): Absence | undefined {
  const module = /\b(?:Import|ModuleNotFound)Error\b/.test(caught);
  if (module) return { by: 'missing-tool', what: caught };
  return /\b(?:FileNotFoundError|IOError|OSError)\b/.test(caught)
    ? { by: 'missing-file', what: caught }
    : undefined;
}

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
