import type { Reading } from '../../reading.ts';
import { enclosing, type Syntax, withinOf } from '../../syntax.ts';

/** From a place on, whether a failing command ends the program. */
interface Switch {
  readonly at: number;
  readonly on: boolean;
  /** The function in which it is thrown, so that it counts there only. */
  readonly inside: Syntax | undefined;
}

const switches = new WeakMap<Syntax, readonly Switch[]>();

/** Whether `set -e` is in force where a node stands. */
export function isErrexit(node: Syntax, reading: Reading): boolean {
  const around = enclosing(node, 'function_definition');
  const counting = switchesOf(reading).filter(
    (each) => each.inside === undefined || (each.inside === around && each.at < node.start),
  );
  const before = counting.filter((each) => each.at < node.start);
  return (before.at(-1) ?? (around ? counting[0] : undefined))?.on ?? false;
}

/** Whether a node stands behind a `set +e` that takes back an earlier `set -e`. */
export const isSwitchedOff = (node: Syntax, reading: Reading): boolean =>
  !isErrexit(node, reading) &&
  switchesOf(reading).some((each) => each.on) &&
  switchesOf(reading).some((each) => !each.on && each.at < node.start);

function switchesOf(reading: Reading): readonly Switch[] {
  const known = switches.get(reading.root);
  if (known) return known;
  const found = [...fromFirstLine(reading), ...withinOf(reading.root, 'command').flatMap(switchIn(reading))];
  switches.set(reading.root, found);
  return found;
}

/** `#!/bin/bash -eu`. */
function fromFirstLine({ source, start, via }: Reading): Switch[] {
  const starts = via === 'direct' && /^#!\S+(?:[ \t]+\S+)*?[ \t]+-[a-zA-Z]*e/.test(source.slice(start));
  return starts ? [{ at: -1, on: true, inside: undefined }] : [];
}

function switchIn(reading: Reading): (node: Syntax) => Switch[] {
  return (node) => {
    const text = reading.source.slice(commandStart(node, reading), node.end);
    const match = /^set\s(?:.*\s)?(?:([-+])[a-zA-Z]*e[a-zA-Z]*\b|([-+])o\s+errexit)/.exec(text);
    if (!match) return [];
    const inside = enclosing(node, 'function_definition');
    return [{ at: node.start, on: (match[1] ?? match[2]) === '-', inside }];
  };
}

/** Where a command really starts: the grammar counts a line of several assignments before it as part of it. */
export function commandStart(node: Syntax, { source }: Reading): number {
  const name = node.children.find((each) => each.type === 'command_name');
  return name && source.slice(node.start, name.start).replaceAll('\\\n', '').includes('\n')
    ? name.start
    : node.start;
}
