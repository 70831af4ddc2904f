import { composeStacks } from '../estate/ask/compose.ts';
import { named, shortly } from '../estate/ask/describe.ts';
import { oncePerEstate } from '../estate/ask/once.ts';
import type { Stated } from '../estate/model/entity.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Node } from '../estate/model/node.ts';
import { folderPath } from '../estate/reading/folder.ts';
import type { Anchor } from '../finding/place.ts';
import { groupByNames } from '../grouping/groups.ts';
import type { Check } from './check.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import { containersSec } from './looks.ts';
import type { Planning } from './planning.ts';
import type { Argv, Route } from './route-model.ts';
import { requiredRoute } from './routes.ts';
import { safe } from './safe.ts';
import { waitFor } from './waits.ts';

/** A stack that a site starts: one that a phase or docker.compose.targets names. */
export interface Stack {
  readonly name: string;
  readonly path?: Stated<string>;
  readonly at: Anchor;
  /** In words: who names it. */
  readonly said: string;
}

/** The stacks of a machine, those of the phases first; of two with one folder only the first. */
export function stacksOn(planning: Planning, machine: Node | Guest): readonly Stack[] {
  const { estate } = planning;
  const composed = composeStacks(estate).get(machine) ?? [];
  const paths = new Map(composed.map((stack) => [stack.name, stack.path]));
  const phased = (phaseStacks(estate).get(machine) ?? []).map((stack) =>
    withPath(stack, paths.get(stack.name)),
  );
  const own = composed.map(({ name, path, at }) =>
    withPath({ name, at, said: 'docker.compose.targets names it' }, path),
  );
  const unique = new Map<string, Stack>();
  for (const stack of [...phased, ...own]) {
    const key = stack.path ? folderPath(stack.path.value) : stack.name;
    if (!unique.has(key)) unique.set(key, stack);
  }
  return [...unique.values()];
}

const withPath = (stack: Omit<Stack, 'path'>, path: Stated<string> | undefined): Stack =>
  path ? { ...stack, path } : stack;

/** Stacks that phases of a machine's own site name, in the order of the phases. */
const phaseStacks = oncePerEstate((estate: Estate) => {
  const rows = [...estate.phases].flatMap((phase) =>
    phase.hosts.flatMap((host) => {
      const { guest, node } = host.target ?? {};
      const on = estate.index.guest(guest ?? '') ?? estate.index.node(node ?? '');
      if (on?.site !== phase.site) return [];
      return host.stacks.map((name) => ({ on, name, at: host.at, said: `phase ${phase.number} names it` }));
    }),
  );
  return groupByNames(rows, (row) => [row.on]);
});

export function startStack(moment: Moment, machine: Node | Guest, stack: Stack, observed: boolean): Draft {
  return switchStack(moment, machine, stack, true, observed);
}

export function stopStack(moment: Moment, machine: Node | Guest, stack: Stack): Draft {
  return switchStack(moment, machine, stack, false, true);
}

function switchStack(
  moment: Moment,
  machine: Node | Guest,
  stack: Stack,
  run: boolean,
  observed: boolean,
): Draft {
  const { planning } = moment;
  const via = requiredRoute(planning, machine);
  const compose = composeCommand(planning, machine, stack);
  const start = stack.path ? ['up', '--detach'] : ['start'];
  return draft(moment, {
    action: run ? 'start-stack' : 'stop-stack',
    detail: stack.name,
    subject: machine.subject,
    title: `"${stack.name}" on ${shortly(machine)}`,
    via,
    argv: [...compose, ...(run ? start : ['stop'])],
    wait: run
      ? waitFor(planning, {
          thing: machine,
          what: 'stacks',
          deadlineSec: Math.max(300, containersSec(planning)),
          observed,
        })
      : deadline(planning, 300, 'the containers of one stack', stack.at),
    verify: stackCheck(via, compose, stack.name, run),
    because: [{ text: stack.said, at: stack.at }],
  });
}

const stackCheck = (via: Route, compose: Argv, stack: string, running: boolean): Check => ({
  kind: 'stack',
  via,
  read: [...compose, 'ps', '--status', 'running', '--quiet'],
  stack,
  running,
});

/** A path below "~/" is relative to where ssh begins. Without a path the project's own name finds its containers. */
function composeCommand(planning: Planning, machine: Node | Guest, stack: Stack): Argv {
  const what = `a stack of ${named(machine)}`;
  if (!stack.path) {
    const name = safe(planning, 'id', { value: stack.name, at: stack.at }, what);
    return ['docker', 'compose', '--project-name', name];
  }
  safe(planning, 'id', { value: stack.name, at: stack.at }, what);
  const path = safe(planning, 'folder', stack.path, `the path of stack "${stack.name}"`);
  return ['docker', 'compose', '--project-directory', path.replace(/^~\//, '')];
}
