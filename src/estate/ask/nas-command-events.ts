import type { SpanAnchor } from '../../finding/place.ts';
import { escaped } from '../../scripts/escaped.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Estate } from '../model/estate.ts';
import type { Node } from '../model/node.ts';
import { ACTS } from './nas-command.ts';
import { actingCodeOf } from './nas-command-code.ts';
import { spellsOneOfNas } from './nas-loop.ts';
import { type PowerVerb, powersOf } from './nas-power.ts';
import { oncePerEstate } from './once.ts';
import { governedNas } from './standard.ts';

/** A step of a script that stops or starts something: the NAS by their ids, or hosts and guests. */
export interface PowerEvent {
  readonly verb: PowerVerb;
  readonly nas: ReadonlySet<string> | undefined;
  readonly at: SpanAnchor;
}

const GUESTS: Readonly<Record<PowerVerb, RegExp>> = {
  stop: /(?:\b(?:qm|pct)|\$\{?\w*(?:tool|cmd|kind|bin)\w*\}?"?)["',\s]+(?:shutdown|stop)\b/gi,
  start: /(?:\b(?:qm|pct)|\$\{?\w*(?:tool|cmd|kind|bin)\w*\}?"?)["',\s]+start\b/gi,
};
const ASSIGNED = /^\s*(?:local |readonly |export |declare )?\w+=(?!.*\$\()/;

/** The steps that a script spells itself, in the order of its text. */
export function eventsIn(script: ScriptFacts, estate: Estate): PowerEvent[] {
  const code = actingCodeOf(script);
  return (['stop', 'start'] as const)
    .flatMap((verb) => [
      ...spelled(script, code, verb, estate),
      ...matches(script, code, GUESTS[verb]).map(({ at }) => ({ verb, nas: undefined, at })),
    ])
    .sort((a, b) => a.at.start - b.at.start);
}

interface Match {
  /** The command that it stands in. */
  readonly command: string;
  readonly at: SpanAnchor;
}

function matches(script: ScriptFacts, code: string, pattern: RegExp): Match[] {
  const all = new RegExp(pattern.source, `g${pattern.flags.replace('g', '')}`);
  return [...code.matchAll(all)].flatMap((match) => {
    const start = match.index + match[0].search(/\S/);
    const end = match.index + match[0].length;
    const command = commandAt(code, start, end);
    return ASSIGNED.test(command) ? [] : [{ command, at: { file: script.path, start, end } }];
  });
}

/** From the last sign that ends a command to the next one; signs inside quotes on one line are none. */
function commandAt(code: string, start: number, end: number): string {
  const from = code.lastIndexOf('\n', start - 1) + 1;
  const next = code.indexOf('\n', end);
  const line = code.slice(from, next < 0 ? code.length : next);
  const open = line.replace(/\\.|"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) => quoted.replace(/[;&|]/g, ' '));
  const first = Math.max(...[...';&|'].map((sign) => open.lastIndexOf(sign, start - from - 1))) + 1;
  const last = /[;&|]/.exec(open.slice(end - from))?.index;
  return line.slice(first, last === undefined ? line.length : end - from + last);
}

function spelled(script: ScriptFacts, code: string, verb: PowerVerb, estate: Estate): PowerEvent[] {
  const called = namesOf(estate)[verb].flatMap(({ name, nas }) =>
    [name, ...holders(script, name)].flatMap((word) =>
      matches(script, code, mention(word))
        .filter(({ command }) => !asksForOther(command, verb))
        .map(({ at }) => ({ verb, nas: new Set([nas]), at })),
    ),
  );
  const all = matches(script, code, ACTS[verb]).filter(({ at }) => isCommand(code, at));
  const acting = all.map(
    ({ command, at }): PowerEvent => ({ verb, nas: nasOn(command, at, script, estate), at }),
  );
  return [...called, ...acting];
}

const ACTIONS: Readonly<Record<PowerVerb, RegExp>> = {
  stop: /(?<=[\s"'=])(?:stop|shutdown|poweroff|off|down)(?![\w-])/i,
  start: /(?<=[\s"'=])(?:start|startup|wake|boot|on|up)(?![\w-])/i,
};

/** One program may do both: `nas-power --action stop` starts nothing. */
function asksForOther(command: string, verb: PowerVerb): boolean {
  const other = verb === 'stop' ? 'start' : 'stop';
  return ACTIONS[other].test(command) && !ACTIONS[verb].test(command);
}

/** The word shutdown may as well name an action, or be one of a guest tool; as a command it says when. */
function isCommand(code: string, { start, end }: SpanAnchor): boolean {
  if (/(?:\b(?:qm|pct)|\$\{?\w+\}?)["',\s]+$/.test(code.slice(Math.max(0, start - 30), start))) {
    return (
      !/^shutdown$/i.test(code.slice(start, end)) ||
      /^["',\s]+(?:-[hP]|now|\+\d)/.test(code.slice(end, end + 12))
    );
  }
  return (
    !/^(?:shutdown|halt)$/i.test(code.slice(start, end)) ||
    /^["',\s]+(?:-\w|now|\+\d)/.test(code.slice(end, end + 12))
  );
}

const mention = (word: string): RegExp =>
  word.startsWith('$')
    ? new RegExp(`\\$\\{?${word.slice(1)}\\b`)
    : new RegExp(`(?<![\\w.-])${escaped(word)}(?![\\w.-])`);

/** Variables that hold the path of a program, spelled with a dollar. */
const holders = ({ text }: ScriptFacts, name: string): string[] =>
  text.assignments.flatMap(({ variable, text: value }) =>
    value.endsWith(`/${name}`) ? [`$${variable}`] : [],
  );

/** The words by which scripts call for a NAS: ids of its capabilities and names of what they run. */
const namesOf = oncePerEstate((estate) => {
  const of = (verb: PowerVerb) =>
    governedNas(estate).flatMap((nas) =>
      powersOf(estate, nas, verb).flatMap(({ capability: { id, executable } }) =>
        [id, ...(executable?.path === undefined ? [] : [executable.path.split('/').at(-1)!])].map((name) => ({
          name,
          nas: nas.id,
        })),
      ),
    );
  return { stop: of('stop'), start: of('start') };
});

/** Scripts of which a call is an event of its own: what capabilities of a NAS run. */
export const nasPrograms = oncePerEstate((estate): ReadonlySet<string> => {
  const verbs = ['stop', 'start'] as const;
  const powers = governedNas(estate).flatMap((nas) => verbs.flatMap((verb) => powersOf(estate, nas, verb)));
  return new Set(powers.flatMap(({ capability }) => capability.executable?.path ?? []));
});

/** The NAS that a step is about: by a name in its command, else all of them when command or function speak of a NAS. */
function nasOn(
  command: string,
  at: SpanAnchor,
  { text }: ScriptFacts,
  estate: Estate,
): Set<string> | undefined {
  const found = command.match(/[\w.-]+/g)?.flatMap((word) => nasCalled(word, estate)) ?? [];
  if (found.length > 0) return new Set(found);
  const around = text.functions.findLast(({ start, end }) => start <= at.start && at.end <= end)?.name ?? '';
  const isNas =
    /(?<![a-z])nas(?![a-z])|synology|synopoweroff|synoshutdown|SYNO\./i.test(
      `${command.replaceAll('_', ' ')} ${around.replaceAll('_', ' ')}`,
    ) || spellsOneOfNas(command, at, text);
  return isNas ? new Set(governedNas(estate).map(({ id }) => id)) : undefined;
}

function nasCalled(word: string, estate: Estate): string[] {
  const thing: Node | unknown = estate.index.named(word) ?? estate.index.addressed(word);
  const nas = governedNas(estate).find((each) => each === thing);
  return nas && word.toLowerCase() !== 'nas' ? [nas.id] : [];
}
