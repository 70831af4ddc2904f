import { addTo } from '../../../grouping/groups.ts';
import { child, type Syntax, within } from '../../syntax.ts';
import { variablesIn } from '../word.ts';
import type { Flow } from './endings.ts';

/** What the script knows of its lists. */
export interface Lists {
  /** Variables that hold what a reader of contracts printed. */
  readonly printed: ReadonlySet<string>;
  /** Whether some condition asks how much there was: the list, what comes from it, or a count of what was gone through. */
  readonly asksAbout: (variables: readonly string[]) => boolean;
}

const READERS = /(?<=^|[\s(|"'`])(?:yq|jq|python[\d.]*)\s/g;

/** Whether a command prints rows of a contract and does not fail when there are none. */
export function readsContract(text: string): boolean {
  const last = [...text.matchAll(READERS)].at(-1);
  return last !== undefined && !/(?:^|\s)-[a-zA-Z]*e\s/.test(text.slice(last.index + last[0].length));
}

export function isPrinted(node: Syntax): boolean {
  for (const each of within(node))
    if (each.type === 'command_substitution' || each.type === 'process_substitution') return true;
  return false;
}

export function listsOf(flow: Flow): Lists {
  const { source, nodes } = flow.reading;
  const printed = new Set(keptLines(source));
  const derived = new Map<string, string[]>();
  for (const node of nodes) {
    const name = node.type === 'variable_assignment' && child(node, 'name');
    if (!name) continue;
    const variable = source.slice(name.start, name.end);
    if (isPrinted(node) && readsContract(source.slice(node.start, node.end))) printed.add(variable);
    for (const from of variablesIn(node, source)) addTo(derived, from, variable);
  }
  const asked = askedIn(source.replace(/^[ \t]*#.*$/gm, ''));
  const counted = [...flow.tallies].some((name) => asked.has(name));
  const isAsked = (name: string) =>
    asked.has(name) || derived.get(name)?.some((each) => asked.has(each)) === true;
  return { printed, asksAbout: (variables) => counted || variables.some(isAsked) };
}

/** `mapfile -t list < <(yq ...)`. */
function keptLines(source: string): string[] {
  const kept = source.matchAll(/\b(?:mapfile|readarray)\b[^\n<]{0,255}?\s(\w+)\s*<\s*<(\([^\n]*)/g);
  return [...kept].flatMap((match) => (readsContract(match[2]!) ? [match[1]!] : []));
}

const ASKED = [
  /-[zn]\s+"?\$\{?#?(\w+)/g,
  /\$\{?#?(\w+)(?:\[[@*]\])?\}?"?\s+(?:-(?:eq|ne|gt|ge|lt|le)|[=!]=?|[<>])\s/g,
  /\[\[?\s+"?\$\{?(\w+)\}?"?\s+\]/g,
  /\$\{(\w+)(?:\[[@*]\])?:?\?/g,
  /\bcase\s+"?\$\{?(\w+)/g,
];

/** Every variable that a condition asks about. */
function askedIn(source: string): Set<string> {
  const names = ASKED.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]!));
  const sums = [...source.matchAll(/(?<![$(])\(\((.{0,200}?)\)\)/g)].map((match) => match[1]!);
  const compared = sums.filter((sum) => !/\+\+|--|[^=!<>]=[^=]/.test(sum));
  return new Set([...names, ...compared.flatMap((sum) => sum.match(/[A-Za-z_]\w*/g) ?? [])]);
}
