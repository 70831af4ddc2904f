import { escaped } from '../../escaped.ts';
import type { Reading } from '../../reading.ts';
import { child, enclosing, type Syntax } from '../../syntax.ts';

/** A statement that writes down that something is wrong, to be told at the end. */
export interface Mark {
  readonly node: Syntax;
  readonly variable: string;
}

const WRONG =
  /fail|err|problem|viol|bad|issue|miss|broken|finding|verdict|^rc$|_rc$|status|^ret(val)?$|result|mismatch|drift|stale|wrong|offend|diff|invalid|^fails?$|ok$|pass$/i;
const STEP = /^\s*(?:\(\(\s*)?(?:let\s+)?["']?(?:(?:\+\+|--)(\w+)|(\w+)\s*(?:\+\+|--|[+-]=))/;

/** Variables that are set or counted up, told apart by what they stand for. */
export interface Counters {
  /** Where a variable for what is wrong gets a value that says so. */
  readonly marks: readonly Mark[];
  /** Variables that count something else, such as what was looked at. */
  readonly tallies: ReadonlySet<string>;
}

export function countersOf(reading: Reading): Counters {
  const { source } = reading;
  const steps = reading.nodes.flatMap((node) => {
    const variable = node.type === 'variable_assignment' ? assigned(node, source) : stepped(node, source);
    return variable === undefined ? [] : [{ node, variable }];
  });
  return {
    marks: steps.filter(({ variable }) => WRONG.test(variable)),
    tallies: new Set(steps.flatMap(({ variable }) => (WRONG.test(variable) ? [] : [variable]))),
  };
}

/** `x=1`, `x=$((x + 1))`, `x+=("...")`; not the start at 0, nor what a command prints. */
function assigned(node: Syntax, source: string): string | undefined {
  const name = child(node, 'name');
  if (!name || enclosing(node, 'declaration_command')) return undefined;
  const variable = source.slice(name.start, name.end);
  const rest = source.slice(name.end, node.end);
  const own = new RegExp(`^=["']?\\$(?:\\(\\(|\\(expr|\\[)\\s*\\$?\\{?${escaped(variable)}\\b`);
  if (own.test(rest) || /^\+=/.test(rest)) return variable;
  return /^=["']?(?:[1-9]\d*|true|yes|false|no|fail(?:ed)?|FAIL(?:ED)?|error)["']?$/.test(rest) &&
    isChange(node)
    ? variable
    : undefined;
}

/** In the open a value is a start; below a condition or in a function it tells what happened. */
const isChange = (node: Syntax): boolean =>
  enclosing(
    node,
    'function_definition',
    'if_statement',
    'case_item',
    'list',
    'for_statement',
    'while_statement',
  ) !== undefined;

/** `((x++))`, `((x += 1))`, `let x+=1`. */
function stepped(node: Syntax, source: string): string | undefined {
  if (!/^(compound_statement|test_command|command)$/.test(node.type)) return undefined;
  if (!/^(?:\(\(|let\s)/.test(source.slice(node.start, node.start + 4))) return undefined;
  const match = STEP.exec(source.slice(node.start, node.end));
  return match?.[1] ?? match?.[2];
}
