import { HOLE } from '../hole.ts';
import type { StepWord } from '../step.ts';
import type { ActKind, GuestAct } from './guest-act.ts';
import type { Request } from './requests.ts';

type PathAct = Pick<GuestAct, 'kind' | 'verbs' | 'id' | 'by'>;
type KindOf = (variables: readonly string[]) => ActKind | undefined;

const GUEST = `(qemu|lxc|${HOLE})/(\\d+|${HOLE})`;
const LAST = `(\\w+|${HOLE})`;
/** The path of a guest, also where what carries the call puts the node in front. */
const API = [
  new RegExp(`nodes/[^/]+/${GUEST}(?:/(?:status/)?${LAST})?`, 'd'),
  new RegExp(`(?:^|/)${GUEST}/status/${LAST}`, 'd'),
];
const CONFIG = new RegExp(
  `/etc/pve/(?:nodes/[^/]+/|local/)?(qemu-server|lxc|${HOLE})/(\\d+|${HOLE})\\.conf`,
  'd',
);
const CLIENT = /\.(qemu|lxc)\(([^()]*)\)\.(?:status\.)?(\w+)(?:\.(post|get|create))?$/;

/** Guests reached by a path of the API, by their configuration file, or by a client of the API. */
export function pathActs(
  words: readonly StepWord[],
  request: Request | undefined,
  kindOf: KindOf,
): PathAct[] {
  const program = words[0]?.text ?? '';
  const client = CLIENT.exec(program);
  if (client) return [clientAct(client)];
  const acts = words.flatMap((word) => actOfWord(word, words, request, kindOf) ?? []);
  return acts.length > 0 || !request ? acts : [bulkAct(words, request) ?? []].flat();
}

function actOfWord(
  word: StepWord,
  words: readonly StepWord[],
  request: Request | undefined,
  kindOf: KindOf,
): PathAct | undefined {
  const program = words[0]!.text;
  const managed = /^(vm|ct):(\d+|\u{fffc})$/u.exec(word.text);
  if (managed && program === 'ha-manager') return managedAct(managed, words, word);
  const config = CONFIG.exec(word.text);
  if (config) return { ...byPath(config, word, kindOf), verbs: ['config'], by: 'file' };
  const path = request && (API[0]!.exec(word.text) ?? API[1]!.exec(word.text));
  return path ? { ...byPath(path, word, kindOf), verbs: verbsOf(path[3], request), by: 'path' } : undefined;
}

function byPath(match: RegExpExecArray, word: StepWord, kindOf: KindOf): Pick<PathAct, 'kind' | 'id'> {
  const [, kind, id] = match;
  const held = kind === HOLE ? variableAt(match.indices![1]![0], word) : undefined;
  const named = id === HOLE ? variableAt(match.indices![2]![0], word) : undefined;
  return {
    kind: WRITTEN[kind!] ?? (held === undefined ? undefined : kindOf([held])) ?? 'either',
    id: { text: id!, variables: named === undefined ? [] : [named] },
  };
}

const WRITTEN: Readonly<Record<string, ActKind>> = { lxc: 'lxc', qemu: 'qemu', 'qemu-server': 'qemu' };

/** The variable of the hole at a place of a word; unknown where a hole stands for more than one. */
const variableAt = (at: number, { text, variables }: StepWord): string | undefined =>
  text.split(HOLE).length - 1 === variables.length
    ? variables[text.slice(0, at).split(HOLE).length - 1]
    : undefined;

/** Reading a state is no change, whatever the path ends with. */
function verbsOf(last: string | undefined, request: Request): string[] {
  if (last === HOLE) return [];
  if (request === 'looks') return [last === 'config' ? 'config' : 'status'];
  if (last === undefined) return request === 'deletes' ? ['destroy'] : [];
  if (last === 'config') return request === 'unsaid' ? [] : ['set'];
  return [last];
}

/** `proxmox.nodes(n).qemu(id).status.shutdown.post()`. */
function clientAct([, kind, id, verb, method]: RegExpExecArray): PathAct {
  const asks = method === 'get' || verb === 'get';
  return {
    kind: kind as 'qemu' | 'lxc',
    verbs: [asks ? (verb === 'config' ? 'config' : 'status') : verb!],
    id: /^\d+$/.test(id!)
      ? { text: id!, variables: [] }
      : { text: HOLE, variables: [/(?<!\w)\w+$/.exec(id!)?.[0] ?? id!] },
    by: 'path',
  };
}

/** `ha-manager set vm:100 --state stopped`. */
function managedAct([, kind, id]: RegExpExecArray, words: readonly StepWord[], word: StepWord): PathAct {
  const text = words.map((each) => each.text).join(' ');
  const verb = /\b(stopped|disabled|stop)\b/.test(text)
    ? 'stop'
    : /\bstarted|enabled\b/.test(text)
      ? 'start'
      : 'status';
  return { kind: kind === 'ct' ? 'lxc' : 'qemu', verbs: [verb], id: { ...word, text: id! }, by: 'path' };
}

/** Calls that reach all guests of a node, whatever their kind. */
function bulkAct(words: readonly StepWord[], request: Request): PathAct | undefined {
  const text = words.map((each) => each.text).join(' ');
  const bulk = /\/(startall|stopall|suspendall)\b|bulk-action\/guest\/(start|shutdown|suspend)/.exec(text);
  if (bulk && request !== 'looks')
    return {
      kind: 'either',
      verbs: BULK[bulk[1] ?? bulk[2]!] ?? ['stop', 'shutdown'],
      id: undefined,
      by: 'path',
    };
  if (/\/cluster\/resources/.test(text))
    return { kind: 'either', verbs: ['list'], id: undefined, by: 'path' };
  const list = /nodes\/[^/]+\/(qemu|lxc)\/?(?:[\s?]|$)/.exec(text);
  const verbs = [request === 'acts' ? 'create' : 'list'];
  return list ? { kind: list[1] as 'qemu' | 'lxc', verbs, id: undefined, by: 'path' } : undefined;
}

const BULK: Readonly<Record<string, readonly string[]>> = {
  startall: ['start'],
  start: ['start'],
  suspendall: ['suspend'],
  suspend: ['suspend'],
};
