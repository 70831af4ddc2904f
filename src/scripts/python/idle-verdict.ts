import { escaped } from '../escaped.ts';
import { placed, type Reading } from '../reading.ts';
import { child, enclosing, type Syntax } from '../syntax.ts';
import { exitValuesOf } from './exit-values.ts';
import { calledName, nameOf } from './literal.ts';

/** `bad`, `bad > 0`, `len(bad) != 0`, `1 if bad else 0`, `0 if not bad else 1`: good where there is nothing. */
const OF_NOTHING =
  /^\(?(?:0 if not (\w+) else [1-9]|[1-9] if (?:len\(|bool\()?(\w+)\)?(?: (?:>|!=) 0| >= 1)? else 0|(?:int|bool|len|min)?\(*(\w+)(?:, *\d+)?\)*(?: (?:>|!=) 0| >= 1)?\)*)\)?$/;
/** `0 if ok else 1`, `not ok`: good where it holds. */
const OF_TRUTH = /^\(?(?:0 if (\w+) else [1-9]|[1-9] if not (\w+) else 0|(?:int|bool)?\(?not (\w+)\)?)\)?$/;
const NOTHING = String.raw`(?:0|False|None|\[\]|\{\}|set\(\)|list\(\)|dict\(\)|"")`;

const FAILS =
  /\braise\b(?! SystemExit\b)|\bassert\b|\b(?:exit|_exit|quit|abort|die|fail|bail|SystemExit)\((?!\s*(?:[02]|None)?\s*\))|\bcheck\s*=\s*True|check_(?:call|output)\(|\bos\.exec|\b(?:unittest|pytest)\b|\.(?:raise_for_status|check_returncode)\(|\b(?:globals|locals|exec|eval)\(/;
const PASSED_ON = /\b(?:exit|_exit|SystemExit)\(\s*(\w+)\([^()\n]{0,99}\)\s*\)/g;

interface Verdict {
  readonly node: Syntax;
  readonly name: string;
  /** What the variable begins as. */
  readonly begins: string;
}

/** A check that ends by what stands in a variable which begins as nothing and stays so, and that fails on nothing else. */
export function readIdleVerdict(reading: Reading): void {
  if (!reading.gathered.isCheck || reading.via !== 'direct') return;
  const verdicts = reading.nodes.flatMap((node) => verdictOf(node, reading) ?? []);
  const [first] = verdicts;
  if (!first || !verdicts.every((each) => staysSo(each, reading))) return;
  if (failsOtherwise(verdicts, reading)) return;
  reading.gathered.passes.push({ ...placed(reading, first.node), by: 'idle-verdict', what: first.name });
}

function verdictOf(node: Syntax, reading: Reading): Verdict | undefined {
  const value = verdictText(node, reading);
  if (value === undefined) return undefined;
  const name = OF_NOTHING.exec(value)?.slice(1).find(Boolean);
  if (name !== undefined)
    return /^(?:\d+|None|True|False)$/.test(name) ? undefined : { node, name, begins: NOTHING };
  const held = OF_TRUTH.exec(value)?.slice(1).find(Boolean);
  return held === undefined ? undefined : { node, name: held, begins: 'True' };
}

/** What the program, or the function whose result it ends with, comes to. */
function verdictText(node: Syntax, reading: Reading): string | undefined {
  const { source } = reading;
  const text = () => source.slice(node.start, node.end);
  if (node.type === 'return_statement')
    return isResult(node, reading) ? text().replace(/^return\s*/, '') : undefined;
  const isExit =
    node.type === 'call' && /^(?:sys\.exit|exit|SystemExit|os\._exit)$/.test(calledName(node, source));
  return isExit ? text().replace(/^[\w.]+\(|\)$/g, '') : undefined;
}

function isResult(node: Syntax, reading: Reading): boolean {
  const around = enclosing(node, 'function_definition');
  const name = around && nameOf(child(around, 'name'), reading.source);
  return name !== undefined && exitValuesOf(reading).results.has(name);
}

/** It gets a value once, which is nothing, and is only asked for and told from then on. */
function staysSo({ name, begins }: Verdict, { source }: Reading): boolean {
  const word = escaped(name);
  const plain = withoutText(source);
  const start = new RegExp(`^[ \\t]*${word}(?:\\s*:[^=\\n]{1,99})?\\s*=\\s*${begins}[ \\t]*$`, 'gm');
  if ([...plain.matchAll(start)].length !== 1) return false;
  const asked = new RegExp(
    `\\b(?:if|elif|while|and|or|not|in|return|else)\\s+${word}\\b(?!\\s*(?:[.([]))|\\b(?:len|bool|int|exit|SystemExit|sorted|enumerate|sum|min|any|print|str)\\(\\s*${word}\\b(?!\\s*[.([])|\\bglobal\\s+${word}\\b`,
    'g',
  );
  const rest = plain.replace(start, '').replace(asked, '');
  return !new RegExp(`(?<![\\w.])${word}\\b`).test(rest);
}

const withoutText = (source: string): string =>
  source
    .replace(/"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""')
    .replace(/#.*$/gm, '');

/** By what is raised, by another end, or by another result of the function that the program ends with. */
function failsOtherwise(verdicts: readonly Verdict[], reading: Reading): boolean {
  const known = new Set(verdicts.map(({ node }) => node));
  const others = reading.nodes.filter((node) => node.type === 'return_statement' && !known.has(node));
  if (others.some((node) => !/^(?:[02]|None)?$/.test(verdictText(node, reading) ?? ''))) return true;
  const rest = verdicts
    .toReversed()
    .reduce(
      (text, { node }) => `${text.slice(0, node.start)}SystemExit(0)${text.slice(node.end)}`,
      reading.source,
    );
  const own = new Set(reading.gathered.functions.map(({ name }) => name));
  return FAILS.test(rest.replace(PASSED_ON, (whole, name: string) => (own.has(name) ? '' : whole)));
}
