import type { PassFact } from '../../facts.ts';
import { oneLine, placed } from '../../reading.ts';
import { childOf, childrenIn, enclosing, type Syntax } from '../../syntax.ts';
import { variablesIn } from '../word.ts';
import { type Flow, functionOf } from './endings.ts';
import { failuresOf } from './failures.ts';
import { isPrinted, type Lists, listsOf, readsContract } from './lists.ts';

/** A place where the script notices that something is wrong, or calls what does. */
interface Site {
  readonly node: Syntax;
  readonly function: string | undefined;
  readonly calls?: string | undefined;
}

/** Loops over a list that a reader of contracts prints, when all checks stand in them and nobody asks whether the list is empty. */
export function emptyLoops(flow: Flow): PassFact[] {
  const loops = new Set(mainSites(flow, undefined, 0).map(outermostLoop));
  if (loops.size === 0 || loops.has(undefined)) return [];
  const lists = listsOf(flow);
  const feeds = [...loops].map((loop) => loop && feedOf(loop, lists, flow));
  if (feeds.some((feed) => feed === undefined || lists.asksAbout(feed.variables))) return [];
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
  const direct = noticesOf(flow).map((node): Site => ({ node, function: functionOf(node, reading) }));
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

/** Where something is found wrong for the first time: written down, or told at once. */
export function noticesOf(flow: Flow): Syntax[] {
  const told = new Set(flow.marks.map((mark) => mark.variable));
  const ends = failuresOf(flow).filter(
    (end) => !end.variables.some((name) => told.has(name)) && !tells(end.node, told, flow),
  );
  return [...flow.marks, ...ends].map(({ node }) => node);
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

/** Undefined where something else may be gone through as well: `for id in $ids fixed`. */
function feedOf(loop: Syntax, lists: Lists, flow: Flow): Feed | undefined {
  const nodes = loop.type === 'for_statement' ? childrenIn(loop, 'value') : [inputOf(loop)];
  const held = nodes.map((node) => node && holdersOf(node, loop, lists, flow));
  const [node] = nodes;
  return node && held.every((each) => each !== undefined) ? { node, variables: held.flat() } : undefined;
}

/** The variables that hold what a reader printed, none where it is asked on the spot; undefined for what is no reader's. */
function holdersOf(node: Syntax, loop: Syntax, lists: Lists, { reading }: Flow): string[] | undefined {
  const text = reading.source.slice(node.start, node.end);
  if ((isPrinted(node) || loop.type === 'while_statement') && readsContract(text)) return [];
  const variables = variablesIn(node, reading.source);
  return variables.length > 0 && variables.every((name) => lists.printed.has(name)) ? variables : undefined;
}

/** What is fed to a `while read`: a redirection after `done`, or the left side of a pipe. */
function inputOf(loop: Syntax): Syntax | undefined {
  const { parent } = loop;
  if (parent?.type === 'pipeline') return parent.children[0] === loop ? undefined : parent.children[0];
  const redirect = parent && childOf(parent, 'herestring_redirect', 'file_redirect');
  return redirect?.children.findLast((each) => each.named);
}
