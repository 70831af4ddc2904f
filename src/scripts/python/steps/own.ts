import type { FunctionFact } from '../../facts.ts';
import { ownName } from '../../power/calls.ts';
import type { Reading } from '../../reading.ts';
import type { Syntax } from '../../syntax.ts';
import { keyword } from './failure.ts';
import { argumentsOf } from './words.ts';

const STARTED = /\b(subprocess\.\w+|os\.(system|popen))\(/;
const RAISES = /check\s*=\s*True|\bcheck_(call|output|returncode)\b|\braise\b|exit\(/;
/** What a failing program raises is caught, and nothing is raised or ended from there on. */
const CATCHES =
  /\bexcept(?:\s*:|[^\n]{0,200}\b(?:CalledProcessError|SubprocessError|Exception)\b)(?![\s\S]*(?:\braise\b|exit\())/;

export const ownFunction = (name: string, reading: Reading): FunctionFact | undefined =>
  reading.gathered.functions.find((each) => each.name === ownName(name));

/** How a function of the script runs a program. */
interface Running {
  readonly runs: boolean;
  readonly raises: boolean;
  readonly givesCode: boolean;
  readonly option: { readonly name: string; readonly otherwise: string } | undefined;
}

const known = new WeakMap<FunctionFact, Running>();

export function runningOf(own: FunctionFact, { source }: Reading): Running {
  const before = known.get(own);
  if (before) return before;
  const body = source.slice(own.start, own.end);
  const runs = STARTED.test(body);
  const running = {
    runs,
    raises: runs && RAISES.test(body) && !CATCHES.test(body),
    givesCode: runs && RETURNS_CODE.test(body),
    option: runs ? optionIn(body) : undefined,
  };
  known.set(own, running);
  return running;
}

const RETURNS_CODE = /^\s*return\s+(?:os\.system\(|(?:subprocess|sp)\.call\(|[^\n]{0,500}\.returncode\s*$)/m;

/** Whether a function of the script runs a program and tells of its failure by the result, not by an exception. */
export function tellsByResult(call: Syntax, name: string, own: FunctionFact, reading: Reading): boolean {
  const { runs, raises, option } = runningOf(own, reading);
  if (!runs || !option) return runs && !raises;
  const given =
    keyword(call, option.name, reading) ?? atPosition(call, name, own.parameters, option.name, reading);
  return (given ?? option.otherwise) === 'False';
}

/** What a caller decides by whether a failure is raised: `def run(cmd, check=True)`, `kwargs.setdefault("check", True)`. */
function optionIn(body: string): { name: string; otherwise: string } | undefined {
  const kept = /\.setdefault\(\s*["']check["']\s*,\s*(True|False)\s*\)/.exec(body);
  if (kept) return { name: 'check', otherwise: kept[1]! };
  const asked =
    /\bcheck\s*=\s*(?!True\b|False\b)([A-Za-z_]\w*)\s*[,)\n]|\bif\s+(\w+)\s+and\b[^\n]{0,200}:\s*(?:raise\b|\w*\.?exit\()/.exec(
      body,
    );
  const name = asked?.[1] ?? asked?.[2];
  const otherwise =
    name && new RegExp(`[(,]\\s*${name}\\s*(?::\\s*\\w+\\s*)?=\\s*(True|False)\\b`).exec(body)?.[1];
  return otherwise === undefined || otherwise === '' ? undefined : { name: name!, otherwise };
}

function atPosition(
  call: Syntax,
  name: string,
  parameters: readonly string[],
  option: string,
  { source }: Reading,
): string | undefined {
  const isMethod = parameters[0] === 'self' && name.includes('.');
  const given = argumentsOf(call)[parameters.indexOf(option) - (isMethod ? 1 : 0)];
  return given && /^(?:true|false|identifier)$/.test(given.type)
    ? source.slice(given.start, given.end)
    : undefined;
}
