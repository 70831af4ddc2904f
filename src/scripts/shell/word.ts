import { HOLE } from '../hole.ts';
import type { Syntax } from '../syntax.ts';
import { withinOf } from '../syntax.ts';

/** One shell word as the script means it: quotes gone, expansions replaced by a hole. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Names of the variables expanded in it, in order. */
  readonly variables: readonly string[];
  readonly node: Syntax;
}

const EXPANSIONS = new Set([
  'simple_expansion',
  'expansion',
  'command_substitution',
  'process_substitution',
  'arithmetic_expansion',
]);

export const isExpansion = (node: Syntax): boolean => EXPANSIONS.has(node.type);

const NONE: readonly string[] = [];

export function wordOf(node: Syntax, source: string): Word {
  const inner = node.type === 'command_name' && node.children[0] ? node.children[0] : node;
  if (inner.children.length === 0 && inner.type === 'word') return plainWord(inner, source);
  return {
    text: textOf(inner, source),
    start: inner.start,
    end: inner.end,
    variables: variablesIn(inner, source),
    node: inner,
  };
}

function plainWord(node: Syntax, source: string): Word {
  const text = withoutEscapes(source.slice(node.start, node.end), ANY_ESCAPE);
  return { text, start: node.start, end: node.end, variables: NONE, node };
}

/** A word that is a literal from end to end. */
export const isLiteral = (word: Word): boolean => !word.text.includes(HOLE);

/** The variable that a word is, and nothing else: `"$site"`, `${site}`, `${site,,}`. */
export function soleVariable(word: Word): string | undefined {
  return word.text === HOLE ? word.variables[0] : undefined;
}

export function variablesIn(node: Syntax, source: string): string[] {
  const names = withinOf(node, 'variable_name', 'special_variable_name');
  return names.map((name) => {
    const text = source.slice(name.start, name.end);
    return text.endsWith('_') ? text.replace(/(?<=\w)_$/, '') : text;
  });
}

const ANY_ESCAPE = /\\(.)/gs;

function textOf(node: Syntax, source: string): string {
  const raw = source.slice(node.start, node.end);
  if (isExpansion(node)) return `${/^\s*/.exec(raw)![0]}${/^\s*\$\{?HOME\}?$/.test(raw) ? '~' : HOLE}`;
  switch (node.type) {
    case 'raw_string':
      return raw.slice(1, -1);
    case 'ansi_c_string':
      return raw.slice(2, -1);
    case 'string':
    case 'translated_string':
      return withoutEscapes(withHoles(node, raw.startsWith('$') ? 2 : 1, 1, source), /\\(["$`\\\n])/g);
    case 'concatenation':
      return node.children.map((each) => textOf(each, source)).join('');
    default:
      return withoutEscapes(withHoles(node, 0, 0, source), ANY_ESCAPE);
  }
}

/** The source between a node's quotes with each expansion cut out; nested words keep their own reading. */
function withHoles(node: Syntax, skipStart: number, skipEnd: number, source: string): string {
  let at = node.start + skipStart;
  let text = '';
  for (const each of node.children) {
    if (!isExpansion(each)) continue;
    text += source.slice(at, each.start) + textOf(each, source);
    at = each.end;
  }
  return text + source.slice(at, node.end - skipEnd);
}

function withoutEscapes(text: string, pattern: RegExp): string {
  return text.includes('\\') ? text.replace(pattern, (_, kept: string) => (kept === '\n' ? '' : kept)) : text;
}
