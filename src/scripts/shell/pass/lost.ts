import { groupByNames } from '../../../grouping/groups.ts';
import { oncePer } from '../../../once/once-per.ts';
import { enclosing, type Syntax } from '../../syntax.ts';
import type { Command } from '../command.ts';
import type { Mark } from './counters.ts';
import { type Ending, type Flow, functionOf } from './endings.ts';
import { failuresOf } from './failures.ts';
import { guardsOf } from './guards.ts';
import { endsWell } from './status.ts';

/** A pipe gives its loop a shell of its own, as a subshell is one: what is written down there is gone when it ends. */
export function lostMarks(marks: readonly Mark[], flow: Flow): Mark | undefined {
  const { source } = flow.reading;
  if (marks.length === 0 || /lastpipe|zsh/.test(source)) return undefined;
  const isLost = ({ node }: Mark) => {
    const places = [node, ...callsOf(node, flow)];
    const pipes = places.flatMap((place) => pipeAround(place, flow) ?? []);
    const called = places.length > 1 && pipes.length === places.length - 1;
    return (pipeAround(node, flow) || called) && pipes.every((pipe) => !usedInside(pipe, marks, flow));
  };
  const others = failuresOf(flow).some((end) => !dependsOn(end, marks, flow));
  const { last } = flow;
  const heard = others || (last !== undefined && !endsWell(last, flow) && !lastDepends(last, marks, flow));
  return !heard && marks.every(isLost) ? marks[0] : undefined;
}

/** The pipe that gives the place, and not only a call of the function around it, a shell of its own. */
function pipeAround(node: Syntax, flow: Flow): Syntax | undefined {
  const pipe = enclosing(node, 'pipeline', 'subshell', 'command_substitution');
  return pipe && isOfOneFunction(node, pipe, flow) ? pipe : undefined;
}

/** Where the function is called that a mark is made in. */
function callsOf(node: Syntax, { commands, reading }: Flow): Syntax[] {
  const around = functionOf(node, reading);
  if (around === undefined) return [];
  return (byName(commands).get(around) ?? []).map(({ node }) => node);
}

const byName = oncePer((commands: readonly Command[]) => groupByNames(commands, ({ name }) => [name]));

const isOfOneFunction = (node: Syntax, pipe: Syntax, { reading }: Flow): boolean =>
  functionOf(node, reading) === functionOf(pipe, reading);

/** The loop itself ends the pipe with what it wrote down. */
function usedInside(pipe: Syntax, marks: readonly Mark[], { endings }: Flow): boolean {
  return endings.some(
    ({ node, variables }) =>
      node.start >= pipe.start &&
      node.end <= pipe.end &&
      variables.some((name) => marks.some((mark) => mark.variable === name)),
  );
}

function dependsOn(end: Ending, marks: readonly Mark[], flow: Flow): boolean {
  const names = new Set(marks.map((mark) => mark.variable));
  const guards = guardsOf(end.node, flow.reading);
  return end.variables.some((name) => names.has(name)) || guards.some((atom) => mentions(atom.text, names));
}

const lastDepends = (last: Syntax, marks: readonly Mark[], { reading }: Flow): boolean =>
  mentions(reading.source.slice(last.start, last.end), new Set(marks.map((mark) => mark.variable)));

const mentions = (text: string, names: ReadonlySet<string>): boolean =>
  [...text.matchAll(/\w+/g)].some(([word]) => names.has(word));
