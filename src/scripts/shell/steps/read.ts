import type { Reading } from '../../reading.ts';
import { placed } from '../../reading.ts';
import { type Around, type Fate, MOST_WORDS, type Step, type StepWord } from '../../step.ts';
import { child, childOf, enclosing, type Syntax } from '../../syntax.ts';
import { type Command, commandOf, isSpoken } from '../command.ts';
import { wordOf } from '../word.ts';
import { commandStart } from './errexit.ts';
import { failureOf } from './failure.ts';
import { guardsOf } from './guards.ts';
import { leavesOf, loopAround } from './loops.ts';

/** Words without which a program has nothing to do with power. */
const MATTERS =
  /\b(qm|pct|pvesh|qemu-server|ha-manager|poweroff|halt|shutdown|synopoweroff|synoshutdown|racadm|ipmitool|init 0|docker|podman)\b|\b(qemu|lxc)\/|startall|stopall|recover|power/i;

/** The commands of a program that may have to do with power, in the order of the text. */
export function readSteps(reading: Reading): void {
  const matters = reading.via !== 'direct' || MATTERS.test(reading.source.slice(reading.start, reading.end));
  if (!matters) return;
  for (const node of reading.nodes) {
    const words = node.type === 'command' ? commandWords(node, reading) : testWords(node, reading);
    if (words) reading.gathered.steps.push(stepOf(node, words, reading));
  }
}

function commandWords(node: Syntax, reading: Reading): StepWord[] | undefined {
  const command = commandOf(node, reading);
  const sockets = command ? socketsOf(command, reading) : [];
  if (!command || (isSpoken(command.name) && sockets.length === 0)) return undefined;
  const program = { text: command.name, variables: command.program.variables };
  const words = [program, ...command.args, ...sockets].map(plain);
  const first = wordOf(childOf(node, 'command_name')!, reading.source).text;
  const isCarried = first !== command.name && reading.gathered.functions.some((each) => each.name === first);
  return isCarried ? [{ text: first, variables: [] }, ...words] : words;
}

/** `echo > /dev/tcp/$host/22` and `exec 3<>/dev/tcp/...` ask whether something answers. */
const socketsOf = ({ redirects }: Command, { source }: Reading): StepWord[] =>
  redirects.flatMap((redirect) => {
    const destination = child(redirect, 'destination');
    const word = destination && wordOf(destination, source);
    return word?.text.startsWith('/dev/tcp/') ? [word] : [];
  });

const plain = ({ text, variables }: StepWord): StepWord => ({ text, variables });

function testWords(node: Syntax, reading: Reading): StepWord[] | undefined {
  if (node.type !== 'test_command') return undefined;
  const words: StepWord[] = [];
  const left = [...node.children];
  for (let at = left.shift(); at; at = left.shift()) {
    if (/expression$/.test(at.type)) left.unshift(...at.children);
    else if (!/^\]\]?$/.test(at.type)) words.push(plain(wordOf(at, reading.source)));
  }
  return words.map((word, at) => (at === 0 ? { text: 'test', variables: [] } : word));
}

function stepOf(node: Syntax, words: readonly StepWord[], reading: Reading): Step {
  const { anchor, function: around, statement } = placed(reading, node);
  const { guards, fates, silent, leaves, turned, heldByFailure, loop, feeds } = aroundOf(node, reading);
  return {
    anchor: { file: anchor.file, start: commandStart(node, reading), end: anchor.end },
    function: around,
    statement,
    words: words.length > MOST_WORDS ? words.slice(0, MOST_WORDS) : words,
    via: reading.via,
    guards,
    fates,
    silent,
    leaves,
    turned,
    heldByFailure,
    loop,
    feeds,
  };
}

/** What a command, or a program that it runs, gets from where it stands. */
export function aroundOf(node: Syntax, reading: Reading): Around {
  const outer = reading.around;
  const own = fatesIn(node, reading);
  const passesOn = /^(fatal|passed)$/.test(own.at(-1)!.failure);
  const guards = guardsOf(node, reading);
  return {
    guards: outer ? [...guards, ...outer.guards] : guards,
    fates: outer && passesOn ? [...own, ...outer.fates] : own,
    silent: isSilent(node, reading) || (outer?.silent ?? false),
    leaves: leavesOf(node, reading) ?? (passesOn ? outer?.leaves : undefined),
    turned: isTurned(node),
    heldByFailure: passesOn ? outer?.heldByFailure : undefined,
    loop: loopAround(node)?.start ?? outer?.loop,
    feeds: feedsOf(node, reading) ?? outer?.feeds,
  };
}

/** A subshell is a program of its own: what ends it is its failure in the program around. */
function fatesIn(node: Syntax, reading: Reading): Fate[] {
  const around = enclosing(node, 'subshell', 'command_substitution', 'function_definition');
  const shell = around?.type === 'subshell' ? around : undefined;
  const fate: Fate = { program: shell?.start ?? reading.start, failure: failureOf(node, reading) };
  const isHandedOn = shell && /^(fatal|passed|leaves)$/.test(fate.failure);
  return isHandedOn ? [fate, ...fatesIn(shell, reading)] : [fate];
}

function isTurned(node: Syntax): boolean {
  const whole = node.parent?.type === 'redirected_statement' ? node.parent : node;
  return whole.parent?.type === 'negated_command';
}

/** `> /dev/null 2>&1`, `&> /dev/null`, `2> /dev/null`: on the command or on a group around it. The grammar takes a
 * redirection behind `a || b` for one of both. */
function isSilent(node: Syntax, reading: Reading): boolean {
  let from = node;
  for (let at: Syntax | undefined = node; at && at.type !== 'function_definition'; at = at.parent) {
    const isOfOther = /list|pipeline/.test(at.type) && at.children.at(-1) !== from;
    from = at;
    if (isOfOther || at.parent?.type !== 'redirected_statement') continue;
    const redirects = at.parent.children.filter((each) => each !== at);
    const text = redirects.map((each) => reading.source.slice(each.start, each.end)).join(' ');
    if (/(2|&)>>?\s*\/dev\/null|>&\s*\/dev\/null/.test(text) || />\s*\/dev\/null\s+2>&1/.test(text))
      return true;
  }
  return false;
}

/** The rest of the pipeline behind a command. */
function feedsOf(node: Syntax, reading: Reading): string | undefined {
  const pipeline = enclosing(node, 'pipeline', 'command_substitution', 'function_definition');
  if (pipeline?.type !== 'pipeline') return undefined;
  const rest = reading.source.slice(node.end, pipeline.end).trim();
  return rest === '' ? undefined : rest;
}
