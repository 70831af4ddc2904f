import type { PassFact } from '../../facts.ts';
import { oneLine, placed } from '../../reading.ts';
import { child, childOf, enclosing, type Syntax, withinOf } from '../../syntax.ts';
import { variablesIn } from '../word.ts';
import { marksOf, talliesOf } from './counters.ts';
import { type Flow, functionOf } from './endings.ts';
import { failuresOf } from './failures.ts';

/** A place where the script notices that something is wrong, or calls what does. */
interface Site {
  readonly node: Syntax;
  readonly function: string | undefined;
  readonly calls?: string | undefined;
}

/** Loops over a list that a reader of contracts prints, when all checks stand in them and nobody asks whether the list is empty. */
export function emptyLoops(flow: Flow): PassFact[] {
  const sites = mainSites(flow, undefined, 0);
  const loops = sites.map((site) => outermostLoop(site));
  const feeds = loops.map((loop) => (loop ? feedOf(loop, flow) : undefined));
  if (feeds.length === 0 || feeds.some((feed) => feed === undefined || isAsked(feed, flow))) return [];
  const { node } = feeds[0]!;
  const what = oneLine(flow.reading.source.slice(node.start, node.end), 60);
  return [{ ...placed(flow.reading, node), by: 'empty-input', what }];
}

/** The sites of the main program; of its one function where it only calls that. */
function mainSites(flow: Flow, scope: string | undefined, depth: number): Site[] {
  const own = sitesOf(flow).filter((site) => site.function === scope);
  const [only] = own;
  if (depth > 3 || own.length !== 1 || only?.calls === undefined || outermostLoop(only)) return own;
  return mainSites(flow, only.calls, depth + 1);
}

function sitesOf(flow: Flow): Site[] {
  const { reading, commands } = flow;
  const marks = marksOf(flow);
  const told = new Set(marks.map((mark) => mark.variable));
  const nodes = [
    ...marks.map((mark) => mark.node),
    ...failuresOf(flow).flatMap((end) =>
      end.variables.some((name) => told.has(name)) || tells(end.node, told, flow) ? [] : [end.node],
    ),
  ];
  const direct = nodes.map((node): Site => ({ node, function: functionOf(node, reading) }));
  const noticing = new Set(direct.flatMap((site) => site.function ?? []));
  for (let size = -1; size !== noticing.size; ) {
    size = noticing.size;
    for (const { name, node } of commands) {
      const around = noticing.has(name) ? functionOf(node, reading) : undefined;
      if (around !== undefined) noticing.add(around);
    }
  }
  const calls = commands.filter(({ name }) => noticing.has(name));
  return [
    ...direct,
    ...calls.map(({ node, name }): Site => ({ node, function: functionOf(node, reading), calls: name })),
  ];
}

/** An end that only hands on what was written down before. */
function tells(node: Syntax, told: ReadonlySet<string>, { reading }: Flow): boolean {
  const branch = enclosing(node, 'if_statement', 'list');
  const head = branch && reading.source.slice(branch.start, node.start);
  return head !== undefined && [...head.matchAll(/\w+/g)].some(([word]) => told.has(word));
}

function outermostLoop({ node }: Site): Syntax | undefined {
  let loop: Syntax | undefined;
  for (let at = node.parent; at && at.type !== 'function_definition'; at = at.parent)
    if (at.type === 'for_statement' || at.type === 'while_statement') loop = at;
  return loop;
}

/** Where a loop's items come from. */
interface Feed {
  readonly node: Syntax;
  /** The variables that hold the list. */
  readonly variables: readonly string[];
}

const READS_CONTRACT = /(?:^|[\s(|"'`])(?:yq|jq|python[\d.]*)\s(?!(?:.*\s)?-[a-zA-Z]*e\s)/s;

function feedOf(loop: Syntax, flow: Flow): Feed | undefined {
  const node = loop.type === 'for_statement' ? child(loop, 'value') : inputOf(loop);
  if (!node) return undefined;
  const text = flow.reading.source.slice(node.start, node.end);
  if (isPrinted(node) || loop.type === 'while_statement') {
    if (READS_CONTRACT.test(text)) return { node, variables: [] };
  }
  const variables = variablesIn(node, flow.reading.source);
  const isList = variables.length > 0 && variables.every((name) => holdsPrinted(name, flow));
  return isList ? { node, variables } : undefined;
}

const isPrinted = (node: Syntax): boolean =>
  [...withinOf(node, 'command_substitution', 'process_substitution')].length > 0;

/** What is fed to a `while read`: a redirection after `done`, or the left side of a pipe. */
function inputOf(loop: Syntax): Syntax | undefined {
  const { parent } = loop;
  if (parent?.type === 'pipeline') return parent.children[0] === loop ? undefined : parent.children[0];
  const redirect = parent && childOf(parent, 'herestring_redirect', 'file_redirect');
  return redirect?.children.findLast((each) => each.named);
}

/** `list=$(yq ...)`, `mapfile -t list < <(yq ...)`. */
function holdsPrinted(name: string, { reading }: Flow): boolean {
  const { source } = reading;
  const kept = new RegExp(`\\b(?:mapfile|readarray)\\b[^\\n]*\\s${name}\\s*<\\s*<\\(([^\\n]*)`).exec(
    source,
  )?.[1];
  if (kept !== undefined) return READS_CONTRACT.test(`(${kept}`);
  const values = reading.nodes.filter(
    (node) =>
      node.type === 'variable_assignment' && source.slice(node.start, child(node, 'name')?.end) === name,
  );
  return (
    values.length > 0 &&
    values.some((node) => isPrinted(node) && READS_CONTRACT.test(source.slice(node.start, node.end)))
  );
}

/** Whether any condition of the script asks how much there was: the list itself, what comes from it, or what was gone through. */
function isAsked({ variables }: Feed, flow: Flow): boolean {
  const { reading } = flow;
  const names = new Set([...variables, ...talliesOf(flow)]);
  for (const node of reading.nodes) {
    const from = node.type === 'variable_assignment' && child(node, 'name');
    if (from && mentions(reading.source.slice(from.end, node.end), variables))
      names.add(reading.source.slice(from.start, from.end));
  }
  return asksAbout(reading.source.replace(/^\s*#.*$/gm, ''), [...names]);
}

const mentions = (text: string, names: readonly string[]): boolean =>
  names.some((name) => new RegExp(`\\$\\{?${name}\\b`).test(text));

function asksAbout(source: string, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const any = `(?:${names.join('|')})`;
  return new RegExp(
    [
      `-[zn]\\s+"?\\$\\{?#?${any}\\b`,
      `\\[\\[?\\s+"?\\$\\{?#?${any}(?:\\[[@*]\\])?\\}?"?\\s+(?:-\\w\\w|[=!<>]=?)`,
      `\\[\\[?\\s+"?\\$\\{?${any}\\}?"?\\s+\\]`,
      `\\(\\([^)]*\\b${any}\\b[^)]*(?:[<>]|[=!]=)`,
      `\\(\\(\\s*!?\\s*(?:\\$\\{#)?${any}(?:\\[[@*]\\]\\})?\\s*\\)\\)`,
      `\\(\\([^)]*\\$\\{#${any}\\b`,
      `test\\s+(?:-[zn]\\s+)?"?\\$\\{?#?${any}\\b`,
      `\\$\\{${any}(?:\\[[@*]\\])?:?\\?`,
      `[<>]\\s*0[^)]*\\)\\).*${any}`,
      `"\\$\\{?${any}\\}?"\\s*(?:\\)|in\\b).*''\\)`,
    ].join('|'),
  ).test(source);
}
