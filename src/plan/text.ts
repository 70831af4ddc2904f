import { printable } from '../finding/printable.ts';
import { ACTIONS } from './actions.ts';
import { checkWords } from './check-words.ts';
import type { Because, Guard, Plan, Step, Wait } from './model.ts';
import type { Route } from './route-model.ts';

/** A plan for people: what would refuse it, each step with the reason of its position, and what is left as it is. */
export function planText(plan: Plan): string {
  const lines = [
    `Plan: ${plan.phase} of ${plan.sites.join(', ')}${poweroff(plan)}`,
    `${plural(plan.steps.length, 'step')}, ${plural(plan.guards.length, 'guard')}; nothing has been run`,
    ...section('Before it begins, each of these must hold', plan.guards.flatMap(guardLines)),
    ...section('Steps', stepLines(plan.steps)),
    ...section(
      'Left as it is',
      plan.untouched.map((one) => `  ${where(one)}`),
    ),
    '',
    `digest ${plan.digest}`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const poweroff = ({ poweroff: sites }: Plan): string =>
  sites.length === 0 ? '' : `, hypervisors of ${sites.join(', ')} powered off`;

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function guardLines(guard: Guard): string[] {
  const nature = [
    guard.phases.join(', '),
    ...(guard.blocking ? [] : ['informs only']),
    ...(guard.policy ? [] : ['never skipped']),
  ];
  return [
    `  ${guard.site}  ${guard.id}: ${guard.text}  (${nature.join('; ')})`,
    `      ${at(guard.place)}`,
    ...guard.objections.map((one) => `      would refuse: ${one.text} (${at(one.place)})`),
    ...(guard.blocking && guard.acknowledgedBy ? [`      or the token of ${at(guard.acknowledgedBy)}`] : []),
  ];
}

function stepLines(steps: readonly Step[]): string[] {
  const digits = String(steps.length).length;
  const numbers = new Map(steps.map((step, index) => [step.id, index + 1]));
  const indent = ' '.repeat(digits + 4);
  return steps.flatMap((step, index) => {
    const head = `  ${String(index + 1).padStart(digits)}  ${step.site} ${step.phase}: ${ACTIONS[step.action].words} ${step.title}`;
    const rows: [string, string][] = [
      ...command(step),
      ['check', checkWords(step.verify)],
      ['wait', waitWords(step.wait)],
      ...step.because.map((one, place): [string, string] => [place === 0 ? 'why' : '', where(one)]),
      ...tied(step, numbers, index),
    ];
    return [head, ...rows.map(([name, text]) => `${indent}${name.padEnd(7)}${text}`)];
  });
}

function command(step: Step): [string, string][] {
  const { wake, via, argv, escalate } = step;
  const on = via ? `   [${routeWords(via)}]` : '   [here]';
  if (wake)
    return [['send', `magic packet for ${wake.macs.join(', ')} to ${wake.broadcast}:${wake.port}${on}`]];
  if (argv.length === 0) return [];
  const hard: [string, string][] = escalate ? [['else', escalate.join(' ')]] : [];
  return [['run', `${argv.join(' ')}${on}`], ...hard];
}

function routeWords({ id, user, host, jump }: Route): string {
  const over = jump.map((hop) => ` over ${hop.id}`).join('');
  return `${id}: ${user === null ? '' : `${user}@`}${host}${over}`;
}

/** Steps that it waits for besides the one before it. */
function tied(step: Step, numbers: ReadonlyMap<string, number>, index: number): [string, string][] {
  const after = step.after.flatMap((id) => numbers.get(id) ?? []);
  return after.length === 1 && after[0] === index
    ? []
    : [['after', after.length > 0 ? `step ${after.join(', ')}` : 'nothing: it may begin at once']];
}

function waitWords({ seconds, deadlineSec, settle, text, place }: Wait): string {
  const expected = seconds > 0 ? `${settle ? 'all of' : 'about'} ${seconds} s, ` : '';
  return `${expected}at most ${deadlineSec} s: ${text} (${at(place)})`;
}

const where = (because: Because): string => `${because.text} (${at(because.place)})`;

const at = ({ file, line }: Because['place']): string => `${file}:${line}`;
