import type { AssignmentFact, ScriptText } from '../facts.ts';
import type { Use } from '../use.ts';
import type { Lexicon } from '../vocabulary.ts';
import { type Role, roleOf } from './role.ts';

/** What a script as a whole tells about its names. */
export interface Hints {
  readonly role: (name: string | undefined) => Role;
  /** The script deals with sites or their machines somewhere: a lone common word may then be a site. */
  readonly aboutSites: boolean;
  readonly functions: ReadonlySet<string>;
  /** The commands that the script gives more than one site. */
  readonly givenSites: ReadonlySet<string>;
  /** The variables that hold the machine that is reached. */
  readonly reached: ReadonlySet<string>;
  /** The functions whose first argument is the machine that they reach. */
  readonly reaching: ReadonlySet<string>;
  /** The same command also gets a hypervisor: its numbers are guests of it. */
  readonly besideHost: (use: Use) => boolean;
  /** A function hands the argument to qm or pct, or what is written is read by a loop that does. */
  readonly endsAtGuestTool: (use: Use) => boolean;
}

export function hintsOf(text: ScriptText, lexicon: Lexicon): Hints {
  const aboutSites = isAboutSites(text, lexicon);
  const learned = learn(text, lexicon, aboutSites);
  const role = (name: string | undefined): Role => {
    const own = roleOf(name);
    return own === 'open' && name !== undefined ? (learned.get(name) ?? 'open') : own;
  };
  return {
    role,
    aboutSites,
    functions: new Set(text.functions.map((each) => each.name)),
    givenSites: commandsGivenSites(text, lexicon),
    reached: reachedVariables(text),
    reaching: reachingFunctions(text),
    besideHost: besideHosts(text, lexicon),
    endsAtGuestTool: guestEnds(text, role),
  };
}

function commandsGivenSites(text: ScriptText, lexicon: Lexicon): Set<string> {
  const given = new Map<string, Set<string>>();
  for (const { context, command, text: word } of text.uses) {
    if (context !== 'argument' || command === undefined || !isSite(word, lexicon)) continue;
    given.set(command, (given.get(command) ?? new Set()).add(word.toLowerCase()));
  }
  return new Set([...given].flatMap(([command, sites]) => (sites.size > 1 ? [command] : [])));
}

const GUEST_TOOL = /^(qm|pct)$/;

function guestEnds(text: ScriptText, role: Hints['role']): Hints['endsAtGuestTool'] {
  const handed = new Set(
    text.tools
      .filter(({ tool }) => GUEST_TOOL.test(tool))
      .flatMap((tool) => tool.argVariables.map((name) => `${tool.function} ${name}`)),
  );
  for (const { variable, from, sources, function: around } of text.assignments)
    if (from === 'argument' && handed.has(`${around} ${variable}`)) handed.add(`${around} ${sources[0]}`);
  const fed = text.assignments.flatMap((each) =>
    each.fed && role(each.variable) === 'guest' ? [each.fed] : [],
  );
  return ({ context, command, position, statement, text: word }) => {
    if (context === 'argument') return handed.has(`${command} ${position}`);
    if (!/^(list|returned)$/.test(context)) return false;
    return FEEDS_TOOL.test(statement) || fed.some((each) => each.split(/[^\w]+/).includes(word));
  };
}

/** `echo 101 102 | xargs -n1 qm stop`. */
const FEEDS_TOOL = /\|\s*xargs\s(?:[^|]*\s)?(?:qm|pct)\s/;

/** Variables that are handed to ssh as the machine. */
const reachedVariables = (text: ScriptText): Set<string> =>
  new Set(text.tools.flatMap(({ tool, argVariables }) => (tool === 'ssh' ? argVariables.slice(0, 1) : [])));

/** Functions that hand their first argument to ssh or ping. */
function reachingFunctions(text: ScriptText): Set<string> {
  const firsts = new Set([
    ...text.assignments.filter(isFirstArgument).map((each) => `${each.function} ${each.variable}`),
    ...text.functions.flatMap(({ name, parameters }) => [
      `${name} ${parameters[0]}`,
      `${name} 1`,
      `${name} @`,
    ]),
  ]);
  const reached = text.tools.filter(
    (tool) => tool.tool === 'ssh' && firsts.has(`${tool.function} ${tool.argVariables[0]}`),
  );
  const asked = text.calls.filter(
    (call) =>
      call.command.startsWith('ping') &&
      spelledIn(call.statement, call.function).some((each) => firsts.has(each)),
  );
  return new Set([...reached, ...asked].flatMap((each) => each.function ?? []));
}

/** The variables of a statement, told apart by the function. */
const spelledIn = (statement: string, around: string | undefined): string[] =>
  [...statement.matchAll(/\$\{?(\w+|@)/g)].map((match) => `${around} ${match[1]}`);

const isFirstArgument = (each: AssignmentFact): boolean =>
  each.from === 'argument' && each.sources[0] === '1';

/** The command, told from others by its statement and by its function. */
const commandOf = (use: Use): string => `${use.command}\0${use.function ?? ''}\0${use.statement}`;

function besideHosts(text: ScriptText, lexicon: Lexicon): Hints['besideHost'] {
  const hosted = new Set(
    text.uses
      .filter((use) => use.context === 'argument' && use.command !== undefined)
      .filter((use) => lexicon.of(use.text).some((entry) => entry.kind === 'hypervisor'))
      .map(commandOf),
  );
  return (use) => hosted.has(commandOf(use));
}

/** Names that say nothing themselves, by what they are filled from, compared with or handed to. */
function learn(text: ScriptText, lexicon: Lexicon, aboutSites: boolean): Map<string, Role> {
  const learned = new Map<string, Role>(
    text.assignments.filter(isOneOfOthers).map((each) => [each.variable, 'other']),
  );
  for (const [name, words] of heldAgainst(text.uses)) {
    const sites = [...words].filter((word) => isSite(word, lexicon));
    if (sites.length > 1 && !learned.has(name) && (aboutSites || sites.length === words.size))
      learned.set(name, 'site');
  }
  for (const tool of text.tools) {
    if (GUEST_TOOL.test(tool.tool) || tool.toolVariables.length > 0)
      for (const name of tool.argVariables) learned.set(name, 'guest');
  }
  for (let round = 0; round < 3; round++) for (const each of text.assignments) spread(each, learned);
  return learned;
}

/** `for p in $pages`: one of what certainly are no places. */
const isOneOfOthers = (each: AssignmentFact): boolean =>
  each.from === 'item' &&
  each.sources.length > 0 &&
  each.sources.every((source) => roleOf(source) === 'other');

const isSite = (word: string, lexicon: Lexicon): boolean =>
  lexicon.of(word).some((entry) => entry.kind === 'site-id');

/** The words that each name is compared with, or goes through, in the whole script. */
function heldAgainst(uses: readonly Use[]): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  for (const use of uses) {
    if (use.subject === undefined || !/^(compared|arm|list)$/.test(use.context)) continue;
    for (const token of use.text.split(/[^\w.-]/)) {
      if (CHOICES.test(token)) continue;
      held.set(use.subject, (held.get(use.subject) ?? new Set()).add(token));
    }
  }
  return held;
}

/** A variable and what it is filled from hold the same kind of thing. */
function spread(assignment: AssignmentFact, learned: Map<string, Role>): void {
  const isOtherName = assignment.from === 'literal' && OTHER_NAME.test(assignment.statement);
  if (!isOtherName && !/^(variable|item|option|argument|positional)$/.test(assignment.from)) return;
  const role = (name: string): Role => {
    const own = roleOf(name);
    return own === 'open' ? (learned.get(name) ?? 'open') : own;
  };
  const target = role(assignment.variable);
  for (const source of assignment.sources) {
    if (/^(\d+|[@*])$/.test(source)) continue;
    const from = role(source);
    if (target === 'open' && (from === 'site' || from === 'guest')) learned.set(assignment.variable, from);
    else if (from === 'open' && assignment.from !== 'option' && (target === 'site' || target === 'guest'))
      learned.set(source, target);
  }
}

/** `declare -n r=q`: another name for the same variable. */
const OTHER_NAME = /^(?:declare|local|typeset)\s+-\w*n/;

/** Tools that act on a machine of some site. */
const REACHES = /^(qm|pct|pvesh|pvenode|ssh|wakeonlan|etherwake|synopoweroff|synoshutdown)$/;

function isAboutSites(text: ScriptText, lexicon: Lexicon): boolean {
  if (text.keys.some((each) => /^sites?$/.test(each.key))) return true;
  if (text.tools.some(({ tool }) => REACHES.test(tool))) return true;
  for (const use of text.uses) {
    if (/^(variable|flag|function)$/.test(use.context)) {
      if (roleOf(use.text) === 'site') return true;
      continue;
    }
    if (/^(output|text|filter)$/.test(use.context)) continue;
    if (lexicon.of(use.text).some((entry) => !entry.short && entry.kind !== 'vmid')) return true;
  }
  return false;
}

/** Words that stand beside site ids where one may choose: they are no ids themselves. */
export const CHOICES =
  /^(both|all|any|none|auto|every|each|unknown|other|default|quit|exit|cancel|back|\*|)$/i;
