import { stringify } from 'yaml';
import { ACTIONS } from './actions.ts';
import type { Check } from './check.ts';
import type { Plan, Step, Wake } from './model.ts';
import type { Argv, Route } from './route-model.ts';

type HttpCheck = Extract<Check, { kind: 'http' }>;
type Task = Readonly<Record<string, unknown>>;

/** A plan as a playbook of builtin modules, for people who execute with Ansible. It has the steps and not the guards. */
export function planAnsible(plan: Plan): string {
  const routes = new Map(plan.steps.flatMap(routesOf).map((route) => [route.id, route]));
  const play = {
    name: literal(`${plan.phase} of ${plan.sites.join(', ')}, plan ${plan.digest}`),
    hosts: 'localhost',
    connection: 'local',
    gather_facts: false,
    any_errors_fatal: true,
    tasks: [...[...routes.values()].map(machine), ...plan.steps.flatMap(tasksOf)],
  };
  const head =
    '# Written by `gates plan --format ansible`. Guards, locks and resuming are those of `gates window` alone.\n# Run it in the root of the estate. Its machines need Python, as for Ansible always; those that look at others also dig,\n# nc or showmount.\n';
  return `${head}---\n${stringify([play], { lineWidth: 0 })}`;
}

const routesOf = (step: Step): Route[] => {
  const { verify } = step;
  const looks = ['via' in verify ? verify.via : null, 'from' in verify ? verify.from : null];
  return [step.via, ...looks].filter((route): route is Route => route !== null);
};

function machine({ id, host, user, port, jump }: Route): Task {
  const hops = jump.map((hop) => `${hop.user === null ? '' : `${hop.user}@`}${hop.host}`).join(',');
  return {
    name: literal(`machine ${id}`),
    'ansible.builtin.add_host': {
      name: id,
      ansible_host: host,
      ansible_connection: 'ssh',
      ...(user !== null && { ansible_user: user }),
      ...(port !== null && { ansible_port: port }),
      ...(hops !== '' && { ansible_ssh_common_args: `-J ${hops}` }),
    },
    changed_when: false,
  };
}

/** Reads the state, acts where the effect is not there, and waits for it. */
function tasksOf(step: Step, index: number): Task[] {
  const name = `${step.site} ${step.phase}: ${ACTIONS[step.action].words} ${step.title}`;
  const state = `state_${index + 1}`;
  const command = step.wake ? wakeCommand(step.wake) : step.argv;
  const waiting = waitFor(step, `${name}: wait`, state);
  if (command.length === 0 || step.verify.kind === 'command') return waiting;
  const look = reading(step.verify);
  const before = look && { ...look.task, name: literal(`${name}: look`), register: state, ...QUIET };
  const act = {
    name: literal(name),
    'ansible.builtin.command': { argv: command.map(literal) },
    ...(step.via && { delegate_to: step.via.id }),
    ...(look && { when: `not (${look.holds(state)})` }),
    ...(step.verify.kind === 'host-off' && CUT_OFF),
    failed_when: false,
  };
  return [...(before ? [before] : []), act, ...waiting];
}

/** A machine that goes down cuts the connection, and Ansible cannot clean up behind itself. */
const CUT_OFF = { ignore_unreachable: true, ignore_errors: true };

const QUIET = { changed_when: false, failed_when: false };

function waitFor({ verify, wait }: Step, name: string, state: string): Task[] {
  const ports = portsOf(verify);
  if (ports.length > 0 && 'host' in verify) {
    return ports.map((port) => ({
      name: literal(`${name} (port ${port})`),
      'ansible.builtin.wait_for': {
        host: verify.host,
        port,
        state: verify.kind === 'host-off' ? 'stopped' : 'started',
        timeout: wait.deadlineSec,
      },
      ...('from' in verify && verify.from && { delegate_to: verify.from.id }),
    }));
  }
  if (verify.kind === 'http') return [page(verify, wait.deadlineSec, name, state)];
  const look = reading(verify);
  if (!look) return [];
  const until = { register: state, until: look.holds(state), ...often(verify, wait.deadlineSec) };
  return [
    {
      ...look.task,
      name: literal(name),
      ...until,
      changed_when: false,
      failed_when: `not (${look.holds(state)})`,
    },
  ];
}

function page(check: HttpCheck, deadlineSec: number, name: string, state: string): Task {
  const { url, statuses, from } = check;
  return {
    name: literal(name),
    'ansible.builtin.uri': {
      url: literal(url),
      status_code: statuses.length > 0 ? statuses : ANSWERS,
      follow_redirects: 'none',
      validate_certs: false,
      timeout: 10,
    },
    ...(from && { delegate_to: from.id }),
    register: state,
    until: `${state} is succeeded`,
    ...often(check, deadlineSec),
  };
}

/** A command that is its own proof gets a second and a third chance; everything else is looked at until its deadline. */
const often = ({ kind }: Check, deadlineSec: number): Task =>
  kind === 'command' ? { retries: 3, delay: 10 } : { retries: Math.ceil(deadlineSec / 5), delay: 5 };

/** What counts as an answer where the contracts name none. */
const ANSWERS = [200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308];

/** Of several ports of which one must answer the first stands for all; a machine that is off has none open. */
function portsOf(verify: Check): readonly number[] {
  if (verify.kind === 'host-off') return verify.ports;
  return verify.kind === 'tcp' ? verify.ports.slice(0, 1) : [];
}

interface Look {
  readonly task: Task;
  readonly holds: (state: string) => string;
}

/** Ansible begins in the folder of the playbook; commands of the estate begin in its root. */
const CALLED_FROM = "{{ lookup('env', 'PWD') }}";

/** The command that tells a state, and the expression that says whether it is the one that is wanted. */
function reading(check: Check): Look | undefined {
  const expression = EXPRESSIONS[check.kind];
  const from = 'via' in check ? check.via : 'from' in check ? check.from : null;
  const argv = 'read' in check ? check.read : check.kind === 'command' ? check.argv : undefined;
  if (!expression || !argv) return undefined;
  return {
    task: {
      'ansible.builtin.command': {
        argv: argv.map(literal),
        ...(check.kind === 'command' && { chdir: CALLED_FROM }),
      },
      ...(from && { delegate_to: from.id }),
      ignore_unreachable: true,
    },
    holds: (state) => `${state}.rc | default(255) in [0, 1, 3] and (${expression(check as never, state)})`,
  };
}

type Expressions = {
  readonly [K in Check['kind']]?: (check: Extract<Check, { kind: K }>, state: string) => string;
};

const ended = (_: unknown, state: string): string => `${state}.rc == 0`;
const yes = (wanted: boolean, expression: string): string => (wanted ? expression : `not (${expression})`);

const EXPRESSIONS: Expressions = {
  'guest-known': ended,
  'guest-state': ({ state: wanted }, state) => `'status: ${wanted}' in ${state}.stdout_lines`,
  'host-up': ended,
  unit: ({ active }, state) => yes(active, `${state}.stdout == 'active'`),
  'storage-enabled': ({ enabled }, state) =>
    yes(!enabled, `(${state}.stdout | from_json).disable | default(0) | int == 1`),
  'storage-active': (_, state) => `(${state}.stdout | from_json).active | default(0) | int == 1`,
  mount: ({ mounted }, state) => yes(mounted, `${state}.rc == 0 and ${state}.stdout != ''`),
  stack: ({ running }, state) => yes(running, `${state}.stdout != ''`),
  export: ended,
  dns: (_, state) => `${state}.rc == 0`,
  command: ended,
};

const SEND =
  'import socket,sys;s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);s.setsockopt(socket.SOL_SOCKET,socket.SO_BROADCAST,1);[s.sendto(b"\\xff"*6+bytes.fromhex(m.replace(":",""))*16,(sys.argv[1],int(sys.argv[2]))) for m in sys.argv[3:]*3]';

const wakeCommand = ({ broadcast, port, macs }: Wake): Argv => [
  'python3',
  '-c',
  SEND,
  broadcast,
  String(port),
  ...macs,
];

/** Nothing of a contract is a template. */
const literal = (text: string): string => text.replaceAll(/\{\{|\{%|\{#/g, (mark) => `{{ '${mark}' }}`);
