import { HOLE } from '../hole.ts';
import { firstOperand } from '../option-value.ts';
import type { Reading } from '../reading.ts';
import { childOf, type Syntax } from '../syntax.ts';
import { isTellingTool, isTool } from '../tool-names.ts';
import { type Word, wordOf } from './word.ts';

/** A simple command with the programs that only start another one (sudo, timeout, ...) taken off. */
export interface Command {
  readonly node: Syntax;
  /** Base name of the program; starts with a hole when a variable holds all of it. */
  readonly name: string;
  readonly program: Word;
  readonly args: readonly Word[];
  /** Variables set for this command only. */
  readonly environment: readonly string[];
  /** Those of them that `env` or `sudo` sets, as words. */
  readonly settings: readonly Word[];
  readonly redirects: readonly Syntax[];
}

const VALUE_OPTIONS: Readonly<Record<string, RegExp>> = {
  sudo: /^-[ugpChRrtT]$/,
  timeout: /^-[ks]$/,
  env: /^-[uCS]$/,
  nice: /^-n$/,
  ionice: /^-[cnp]$/,
  xargs: /^-[IiLlnPsdaE]$/,
  stdbuf: /^-[ioe]$/,
  flock: /^-[wE]$/,
  watch: /^-[n]$/,
  runuser: /^-[ug]$/,
  sshpass: /^-[fdpP]$/,
  'systemd-run':
    /^(-[upEHM]|--(unit|property|description|slice|setenv|uid|gid|nice|on-\w+|timer-property|service-type|working-directory))$/,
  'systemd-inhibit': /^--(what|who|why|mode)$/,
  taskset: /^-[pc]$/,
};
/** Words of a starter that stand before the program it starts, after its options. */
const OWN_WORDS: Readonly<Record<string, number>> = { timeout: 1, flock: 1 };
const STARTERS = new Set([
  'sudo',
  'timeout',
  'env',
  'nice',
  'ionice',
  'xargs',
  'stdbuf',
  'flock',
  'watch',
  'nohup',
  'exec',
  'command',
  'builtin',
  'time',
  'setsid',
  'doas',
  'chronic',
  'runuser',
  'sshpass',
  'systemd-run',
  'systemd-inhibit',
  'taskset',
  'unbuffer',
  'then',
  '!',
]);
const SPOKEN =
  /^(echo|printf|logger|cat|usage)$|^_?(log|info|warn|warning|err|error|die|fail|fatal|debug|note|notice|say|msg|message|abort|bail|ok|pass|skip|step|banner|header|headline|section|print|trace|announce|notify|hint|success|failure|alert|report_line|emit_log|eprint|stderr)(_?(msg|message|line|log|info|warn|warning|error|err|debug|ok|fail|gate|step|stderr|to_stderr|header|and_exit|exit|usage))*$|^(print|log|show|write|emit)_(usage|help|error|err|warning|warn|info|msg|message|log|status|step|header|ok|success|fail|debug)$|(^|_)(log|die|warn|fail|error|err|info|say|msg)$/i;

/** Commands and functions whose arguments are for people to read. */
export function isSpoken(name: string): boolean {
  const known = spoken.get(name) ?? SPOKEN.test(name);
  if (spoken.size < MOST_KEPT) spoken.set(name, known);
  return known;
}

const spoken = new Map<string, boolean>();
/** Names of commands that are kept, which come again and again. */
const MOST_KEPT = 10_000;

const commands = new WeakMap<readonly Syntax[], Map<number, Command | undefined>>();

export function commandOf(node: Syntax, reading: Reading): Command | undefined {
  const known = commands.get(node.all) ?? new Map<number, Command | undefined>();
  commands.set(node.all, known);
  if (!known.has(node.index)) known.set(node.index, readCommand(node, reading));
  return known.get(node.index);
}

function readCommand(node: Syntax, reading: Reading): Command | undefined {
  const named = childOf(node, 'command_name');
  if (!named) return undefined;
  const words = [named, ...node.children.filter((each) => each.field === 'argument')];
  const assigned = node.children.filter((each) => each.type === 'variable_assignment');
  const environment = assigned.map((each) => reading.source.slice(each.start, each.end).split('=', 1)[0]!);
  const found = started(joined(words.map((each) => wordOf(each, reading.source))));
  return {
    node,
    ...found,
    environment: [...environment, ...found.settings.map((each) => each.text.split('=', 1)[0]!)],
    redirects: redirectsOf(node),
  };
}

/** The grammar breaks an unquoted `/a/$x/b/$y/c` apart behind a later dollar sign: such pieces are one word. */
function joined(words: readonly Word[]): Word[] {
  const whole: Word[] = [];
  for (const word of words) {
    const before = whole.at(-1);
    const name =
      before?.end === word.start && before.text.endsWith('$') && /^[A-Za-z_]\w*/.exec(word.text)?.[0];
    if (!before || !name) whole.push(word);
    else {
      const text = `${before.text.slice(0, -1)}${HOLE}${word.text.slice(name.length)}`;
      const variables = [...before.variables, name, ...word.variables];
      whole[whole.length - 1] = { ...before, text, variables, end: word.end };
    }
  }
  return whole;
}

/** The program that is really started, and its arguments. */
export function started(words: readonly Word[]): Pick<Command, 'name' | 'program' | 'args' | 'settings'> {
  const settings: Word[] = [];
  let rest = words;
  while (rest.length > 1) {
    const next = afterStarter(rest, settings);
    if (!next || next.length === 0) break;
    rest = next;
  }
  const program = rest[0]!;
  return { name: baseName(program.text), program, args: rest.slice(1), settings };
}

function afterStarter(words: readonly Word[], settings: Word[]): readonly Word[] | undefined {
  const name = baseName(words[0]!.text);
  if (!STARTERS.has(name)) return startsTool(words) ? words.slice(1) : undefined;
  let at = 1;
  while (at < words.length && words[at]!.text.startsWith('-')) {
    if (name === 'command' && /^-[vV]/.test(words[at]!.text)) return undefined;
    at += VALUE_OPTIONS[name]?.test(words[at]!.text) ? 2 : 1;
  }
  at += OWN_WORDS[name] ?? 0;
  while (name === 'env' || name === 'sudo' ? /^\w+=/.test(words[at]?.text ?? '') : false) {
    settings.push(words[at++]!);
  }
  return words.slice(at);
}

/** `run qm stop 1`, `retry 3 ssh ...`, `"${DRY[@]}" pct start 1`: a function or variable in front of a tool. */
function startsTool(words: readonly Word[]): boolean {
  const [first, second] = words;
  if (!first || !second || isSpoken(baseName(first.text)) || isTool(baseName(first.text))) return false;
  if (
    /^(which|type|hash|require|require_cmd|need|need_cmd|man|apk|apt|apt-get|for|local|trap|pkill|pgrep|killall)$|require|check_cmd|have|need/.test(
      first.text,
    )
  )
    return false;
  return !first.text.includes('/') && isTellingTool(baseName(second.text)) && words.length > 2;
}

export function baseName(text: string): string {
  const last = text.slice(text.lastIndexOf('/') + 1);
  return last === '' ? text : last;
}

function redirectsOf(node: Syntax): Syntax[] {
  const own = node.children.filter((each) => /redirect/.test(each.type));
  const outer = node.parent?.type === 'redirected_statement' ? node.parent.children : [];
  return [...own, ...outer.filter((each) => /redirect/.test(each.type))];
}

/** The words after the options of a command whose options may take a value. */
export function operands(args: readonly Word[], valued: RegExp): Word[] {
  const left: Word[] = [];
  for (let at = 0; at < args.length; at++) {
    const text = args[at]!.text;
    if (text === '--') return [...left, ...args.slice(at + 1)];
    if (text.startsWith('-') && text.length > 1) {
      if (valued.test(text)) at++;
      continue;
    }
    left.push(args[at]!);
  }
  return left;
}

/** Where an ssh command goes and what it runs there. */
export function sshParts(command: Command): { host: Word | undefined; remote: Word[] } {
  const { args } = command;
  let at = firstOperand(
    args.map(({ text }) => text),
    'ssh',
  );
  // Options gathered in an array come as one hole before the host.
  while (at + 1 < args.length && isOptionsArray(args[at]!)) at++;
  return { host: args[at], remote: args.slice(at + 1).filter((each) => each.text !== '--') };
}

function isOptionsArray(word: Word): boolean {
  return word.text === HOLE && /(^|_|ssh|scp)(opt|option|arg|flag)s?(_|$)/i.test(word.variables[0] ?? '');
}
