import { oncePer } from '../../../once/once-per.ts';
import type { Reading } from '../../reading.ts';
import { enclosing, type Syntax, withinOf } from '../../syntax.ts';
import { isCondition } from './clauses.ts';

/** An option of the shell, as `set` is told it. */
type Option = 'errexit' | 'pipefail';

/** From a place on, whether an option is in force. */
interface Switch {
  readonly option: Option;
  readonly at: number;
  readonly on: boolean;
  /** The function or the shell of its own in which it is thrown, so that it counts there only. */
  readonly inside: Syntax | undefined;
}

/** Whether `set -e` is in force where a node stands, and a failure there ends the program. */
export const isErrexit = (node: Syntax, reading: Reading): boolean =>
  isInForce('errexit', node, reading) && !isAskedFor(node);

export const hasPipefail = (node: Syntax, reading: Reading): boolean => isInForce('pipefail', node, reading);

/** Whether a node stands behind a `set +e` that takes back an earlier `set -e`. */
export function isSwitchedOff(node: Syntax, reading: Reading): boolean {
  if (isInForce('errexit', node, reading)) return false;
  const all = reaching('errexit', node, reading);
  return all.some((each) => each.on) && all.some((each) => !each.on && each.at < node.start);
}

function isInForce(option: Option, node: Syntax, reading: Reading): boolean {
  const counting = reaching(option, node, reading);
  const before = counting.filter((each) => each.at < node.start);
  const isInFunction = enclosing(node, 'function_definition') !== undefined;
  return (before.at(-1) ?? (isInFunction ? counting[0] : undefined))?.on ?? false;
}

/** The switches whose place reaches a node. A command substitution of bash begins without `set -e`. */
function reaching(option: Option, node: Syntax, reading: Reading): Switch[] {
  const substitution = option === 'errexit' && enclosing(node, 'command_substitution');
  const fresh = substitution && !handsOn(reading) ? substitution : undefined;
  return switchesOf(reading).filter(
    ({ option: of, at, inside }) =>
      of === option &&
      (!fresh || at > fresh.start) &&
      (inside === undefined || (at < node.start && inside.start <= node.start && node.end <= inside.end)),
  );
}

const handsOn = oncePer(({ source }: Reading) => HANDS_ON.test(source));
const HANDS_ON = /^#!\S*(?:\/|\benv\s+)(?:sh|dash|ksh|zsh)\b|\binherit_errexit\b|\bset\s+-o\s+posix\b/;

/** In a group whose result somebody asks for, a failure ends nothing: `{ a; b; } || c`. */
function isAskedFor(node: Syntax): boolean {
  for (let at = node.parent; at?.parent && at.type !== 'function_definition'; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'negated_command' || isCondition(at)) return true;
    if (parent.type === 'list' && parent.children[0] === at) return true;
  }
  return false;
}

const switches = new WeakMap<Syntax, readonly Switch[]>();

function switchesOf(reading: Reading): readonly Switch[] {
  const known = switches.get(reading.root);
  if (known) return known;
  const found = [
    ...fromFirstLine(reading),
    ...withinOf(reading.root, 'command').flatMap(switchesIn(reading)),
  ];
  switches.set(reading.root, found);
  return found;
}

/** `#!/bin/bash -eu`. */
function fromFirstLine({ source, start, via }: Reading): Switch[] {
  const starts = via === 'direct' && /^#!\S+(?:[ \t]+\S+)*?[ \t]+-[a-zA-Z]*e/.test(source.slice(start));
  return starts ? [{ option: 'errexit', at: -1, on: true, inside: undefined }] : [];
}

const SETS: Readonly<Record<Option, RegExp>> = {
  errexit: /\s(?:([-+])[a-zA-Z]*e[a-zA-Z]*\b|([-+])o\s+errexit)/g,
  pipefail: /\s([-+])[a-zA-Z]*o\s+pipefail/g,
};

function switchesIn(reading: Reading): (node: Syntax) => Switch[] {
  return (node) => {
    const text = reading.source.slice(commandStart(node, reading), node.end);
    if (!/^set\s/.test(text)) return [];
    const inside = enclosing(node, 'function_definition', ...OWN_SHELLS);
    return (['errexit', 'pipefail'] as const).flatMap((option) => {
      const match = [...text.matchAll(SETS[option])].at(-1);
      return match ? [{ option, at: node.start, on: (match[1] ?? match[2]) === '-', inside }] : [];
    });
  };
}

/** What runs in a shell of its own, which keeps to itself what it sets, and whose end is no end of the script. */
export const OWN_SHELLS = ['subshell', 'command_substitution', 'process_substitution'] as const;

/** Where a command really starts: the grammar counts a line of several assignments before it as part of it. */
export function commandStart(node: Syntax, { source }: Reading): number {
  const name = node.children.find((each) => each.type === 'command_name');
  return name && source.slice(node.start, name.start).replaceAll('\\\n', '').includes('\n')
    ? name.start
    : node.start;
}
