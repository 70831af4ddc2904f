import { oncePer } from '../../once/once-per.ts';
import type { ScriptText } from '../facts.ts';
import type { Step, StepWord } from '../step.ts';
import { ownName } from './calls.ts';

/** What a call of an API does to what its path names; `unsaid` where the method is not written out. */
export type Request = 'looks' | 'acts' | 'deletes' | 'unsaid';

type Words = readonly StepWord[];

/** What a step asks of an API, also through a function of the script that carries it; undefined where it asks none. */
export const requestOf = ({ words }: Step, text: ScriptText): Request | undefined =>
  ownRequest(words) ?? carried(words, text);

export function ownRequest(words: Words): Request | undefined {
  const at = words.findIndex(({ text }, place) =>
    place === 0 ? FIRST.test(text) || ofLibrary(text) !== undefined : ANYWHERE.test(text),
  );
  return at < 0 ? undefined : byClient(words[at]!.text, words.slice(at + 1));
}

/** Clients of APIs; those of Python by what people call them: `requests.post`, `session.request`. */
const LIBRARY = /requests|httpx|sess|client|http|api|proxmox|pve/i;
const OF_LIBRARY = /^(get|head|post|put|patch|delete|request)$/i;
const ANYWHERE = /(^|\/)(pvesh|curl|wget)$/;
const FIRST = new RegExp(`${ANYWHERE.source}|^(https?|xhs?)$`, 'i');

function ofLibrary(program: string): string | undefined {
  const [holder = '', method = ''] = program.split('.').slice(-2);
  return LIBRARY.test(holder) && OF_LIBRARY.test(method) && !/[^\w.]/.test(program)
    ? method.toLowerCase()
    : undefined;
}

function byClient(program: string, args: Words): Request {
  const name = program.slice(program.lastIndexOf('/') + 1);
  const called = ofLibrary(program);
  if (called) return byMethod(called === 'request' ? args[0] : { text: called, variables: [] });
  const texts = args.map(({ text }) => text);
  if (name === 'pvesh') return byMethod(args.find(({ text }) => !text.startsWith('-')));
  if (name === 'curl') return byCurl(args);
  const option = texts.findIndex((text) => /^--method\b/.test(text));
  if (option >= 0) {
    const [, inline] = texts[option]!.split('=', 2);
    return byMethod(inline === undefined ? args[option + 1] : { ...args[option]!, text: inline });
  }
  if (name === 'wget') return texts.some((text) => /^--(post|body)-/.test(text)) ? 'acts' : 'looks';
  const first = texts.find((text) => !text.startsWith('-')) ?? '';
  return METHODS.get(first) ?? (texts.some((text) => /^[\w-]+:?=(?!=)/.test(text)) ? 'acts' : 'looks');
}

const METHODS: ReadonlyMap<string, Request> = new Map([
  ...['GET', 'HEAD', 'OPTIONS', 'get', 'ls', 'usage'].map((name) => [name, 'looks'] as const),
  ...['POST', 'PUT', 'PATCH', 'create', 'set'].map((name) => [name, 'acts'] as const),
  ...['DELETE', 'delete'].map((name) => [name, 'deletes'] as const),
]);

/** A method as a word; one that a variable holds is not said. */
const byMethod = ({ text }: StepWord = { text: '', variables: [] }): Request =>
  METHODS.get(text) ?? METHODS.get(text.toUpperCase()) ?? 'unsaid';

/** Short options may be gathered, the last one with its value joined to it: `-fsSXPOST`; not `-HX-Token:1`. */
const GATHERED = '-(?:[^\\W_AbcCdDeEFhHKmoPQrtTuUwxXyYz]|#)*';
const METHOD = new RegExp(`^(?:${GATHERED}X|--request=?)(.*)$`, 's');
const ASKS = new RegExp(`^(?:${GATHERED}[GI]|--(get|head)$)`);
const SENDS = new RegExp(`^(?:${GATHERED}[dFT]|--(data|form|json|upload-file)(-\\w+)*(=|$))`);

function byCurl(args: Words): Request {
  let sends = false;
  for (const [at, word] of args.entries()) {
    const { text } = word;
    const method = METHOD.exec(text)?.[1];
    if (method !== undefined) return byMethod(method === '' ? args[at + 1] : { ...word, text: method });
    if (ASKS.test(text)) return 'looks';
    sends ||= SENDS.test(text);
  }
  return sends ? 'acts' : 'looks';
}

/** `api POST "/nodes/$n/qemu/$id/status/stop"`: the function's client, with the method of the call where it has none. */
function carried([first, ...args]: Words, text: ScriptText): Request | undefined {
  const name = ownName(first?.text ?? '');
  const carrier = carriersOf(text).get(name);
  const asked = carrier?.asked;
  if (asked === 'looks' && carrier!.open) return byCurl(args);
  const given = asked === 'unsaid' ? args.find((word) => METHODS.has(word.text)) : undefined;
  return given ? byMethod(given) : asked;
}

interface Carrier {
  readonly asked: Request;
  /** curl gets all that the function is given, its options among them. */
  readonly open: boolean;
}

const isCurl = ({ text }: StepWord): boolean => /(^|\/)curl$/.test(text);
const isRest = ({ variables }: StepWord): boolean => variables.some((each) => each === '@' || each === '*');

/** By name, what the functions of a script ask of an API. */
const carriersOf = oncePer(({ functions, steps }: ScriptText): ReadonlyMap<string, Carrier> => {
  const names = new Set(functions.map(({ name }) => name));
  const inside = steps.flatMap(({ function: name, words }) => {
    const asked = name !== undefined && names.has(name) ? ownRequest(words) : undefined;
    return asked ? [[name!, { asked, open: words.some(isCurl) && words.some(isRest) }] as const] : [];
  });
  return new Map(inside.reverse());
});
