import { oncePer } from '../../once/once-per.ts';
import type { ScriptText } from '../facts.ts';
import { HOLE } from '../hole.ts';
import type { Step, StepWord } from '../step.ts';
import { callsOf } from './calls.ts';
import type { ActKind, GuestAct } from './guest-act.ts';
import { pathActs } from './guest-paths.ts';
import { requestOf } from './requests.ts';
import { spelledOut, valuesOf, wordValues } from './values.ts';

export const POWER_VERBS = new Set(['start', 'stop', 'shutdown', 'reboot', 'reset', 'suspend', 'resume']);
const ASKED = new Set(['status', 'config', 'list', 'pending', 'current']);
const VERB = /^(start|stop|shutdown|reboot|reset|suspend|resume|status|config|list|pending)$/;
const LOOKS_FOR =
  /^(which|type|hash|command|require\w*|need\w*|have\w*|check_cmd|man|apt(-get)?|pgrep|pkill|test)$/;
const TOOLISH = /tool|cmd|cli|bin|prog|mgr|exec|pve|guest|driver|ctl/i;

/** Everything that a script does with guests, in the order of the text. */
export function guestActs(text: ScriptText): GuestAct[] {
  const found = text.steps.flatMap((step) => actsOf(step, text));
  return found.sort((a, b) => a.step.anchor.start - b.step.anchor.start);
}

export const isChange = (act: GuestAct): boolean => act.verbs.some((verb) => POWER_VERBS.has(verb));
export const isAsked = (act: GuestAct): boolean => act.verbs.some((verb) => ASKED.has(verb));

function actsOf(step: Step, text: ScriptText): GuestAct[] {
  const request = requestOf(step, text);
  const words = request ? step.words.map((word) => spelledOut(word, step.function, text)) : step.words;
  const paths = pathActs(words, request, (names) => kindOf(names, step.function, text, true));
  if (paths.length > 0)
    return paths.map((path) => ({ step, ...path, numbers: numbersOf(path.id, step, text) }));
  return LOOKS_FOR.test(step.words[0]?.text ?? '') ? [] : actsByTool(step, text);
}

function actsByTool(step: Step, text: ScriptText): GuestAct[] {
  for (let at = 0; at + 1 < step.words.length; at++) {
    const kind = kindAt(step.words, at, step, text);
    if (!kind) continue;
    const rest = step.words.slice(at + 1);
    const carried = handedOn(rest, step, text);
    const acts = carried ?? [{ step, rest }];
    return acts.flatMap((each) => toolAct(each.step, kind, each.rest, text) ?? []);
  }
  return [];
}

/** `ct() { ssh "$HOST" pct "$@"; }`: what is done is what each call of the function says. */
function handedOn(
  rest: readonly StepWord[],
  step: Step,
  text: ScriptText,
): { step: Step; rest: readonly StepWord[] }[] | undefined {
  const [verb] = rest;
  const name = step.function;
  if (name === undefined || verb?.text !== HOLE) return undefined;
  const own = text.functions.find((each) => each.name === name);
  const last = own?.parameters.at(-1);
  const isRest = verb.variables.some(
    (each) => each === '@' || each === '*' || (each === last && REST.test(each)),
  );
  if (!isRest) return undefined;
  const taken = last === undefined ? shiftsIn(name, text) : own!.parameters.length - 1;
  return (callsOf(text).get(name) ?? []).map((call) => ({ step: call.step, rest: call.args.slice(taken) }));
}

const REST = /^(args?|argv|words|command|cmd|rest|more)$/;

const shiftsIn = (name: string, text: ScriptText): number =>
  text.steps.filter((step) => step.function === name && step.words[0]?.text === 'shift').length;

/** Which kind's tool a word is, if it is one with a verb behind it. */
function kindAt(words: readonly StepWord[], at: number, step: Step, text: ScriptText): ActKind | undefined {
  const word = words[at]!;
  const next = words.slice(at + 1).find((each) => !each.text.startsWith('-'));
  const name = word.text.slice(word.text.lastIndexOf('/') + 1);
  if (name === 'qm' || name === 'pct') return at === 0 || isVerb(next) ? KINDS[name] : undefined;
  if (word.choices) return next && isVerb(next) ? kindOfChoices(word.choices) : undefined;
  if (word.text !== HOLE || !next || !isVerb(next)) return undefined;
  if (at > 0 && words[0]!.text !== 'ssh' && !verbsOf(next, step, text).some((each) => VERB.test(each)))
    return undefined;
  return kindOf(
    word.variables,
    step.function,
    text,
    VERB.test(next.text) && word.variables.some((each) => TOOLISH.test(each) || shutsGuests(text).has(each)),
  );
}

function kindOfChoices(choices: readonly string[]): ActKind | undefined {
  const kinds = new Set(choices.flatMap((each) => (each === 'qm' || each === 'pct' ? [KINDS[each]] : [])));
  const [kind] = kinds;
  return kinds.size > 1 ? 'either' : kind;
}

/** Variables under whatever name that shut something with an id: `"$t" shutdown "$id"`. */
const shutsGuests = oncePer((text: ScriptText): ReadonlySet<string> => {
  const found = text.steps.flatMap(({ words }) =>
    words.flatMap(({ text: word, variables }, at) =>
      word === HOLE && words[at + 1]?.text === 'shutdown' && words[at + 2]?.text === HOLE ? variables : [],
    ),
  );
  return new Set(found);
});

const KINDS = { qm: 'qemu', pct: 'lxc' } as const;
const isVerb = (word: StepWord | undefined): boolean =>
  word !== undefined &&
  (VERB.test(word.text) ||
    word.text === HOLE ||
    /^(clone|create|restore|exec|enter|push|pull|fstrim|guest|agent|monitor|sendkey|set|list|destroy|unlock|snapshot|migrate|wait)$/.test(
      word.text,
    ));

/** The kind of tool, or of guest, that variables can hold. */
function kindOf(
  names: readonly string[],
  inside: string | undefined,
  text: ScriptText,
  likely: boolean,
): ActKind | undefined {
  const values = names.map((name) => valuesOf(name, inside, text));
  const texts = values.flatMap((each) => [...each.known]);
  const isQemu = texts.some((each) => /(^|[\s/"'(=])(qm|qemu)($|[\s"')])/.test(each));
  const isLxc = texts.some((each) => /(^|[\s/"'(=])(pct|lxc)($|[\s"')])/.test(each));
  if (isQemu && isLxc) return 'either';
  if (isQemu || isLxc) return values.some((each) => each.open) ? 'either' : isQemu ? 'qemu' : 'lxc';
  return likely && values.every((each) => each.open) ? 'either' : undefined;
}

/** Options of qm and pct that a value follows. */
const VALUED = /^--?(timeout|forceStop|keepActive|overrule-shutdown|migratedfrom|targetstorage)$/i;

function toolAct(
  step: Step,
  kind: ActKind,
  rest: readonly StepWord[],
  text: ScriptText,
): GuestAct | undefined {
  const [verb, ...args] = rest.filter(
    ({ text: word }, at) =>
      (!word.startsWith('-') || word.includes(HOLE)) && !VALUED.test(rest[at - 1]?.text ?? ''),
  );
  if (!verb) return undefined;
  const id = args[0];
  return { step, kind, verbs: verbsOf(verb, step, text), id, numbers: numbersOf(id, step, text), by: 'tool' };
}

function verbsOf(verb: StepWord, step: Step, text: ScriptText): string[] {
  const { known: values } = wordValues(verb, step.function, text);
  const written = [...values].filter((each) => !each.includes(HOLE));
  if (written.length > 0 || verb.text !== HOLE) return written;
  const compared = text.uses.filter(
    ({ context, subject = '' }) =>
      (context === 'arm' || context === 'compared') && verb.variables.includes(subject),
  );
  return [...new Set(compared.map((use) => use.text).filter((each) => VERB.test(each)))];
}

function numbersOf(id: StepWord | undefined, step: Step, text: ScriptText): readonly number[] | undefined {
  if (!id) return [];
  const { known: values, open } = wordValues(id, step.function, text);
  const words = [...values].flatMap((each) =>
    each
      .replace(/[()"']/g, ' ')
      .trim()
      .split(/\s+/),
  );
  return !open && words.length > 0 && words.every((each) => /^\d{3,9}$/.test(each))
    ? words.map(Number)
    : undefined;
}
