import { HOLE } from '../hole.ts';
import type { StepWord } from '../step.ts';
import type { ActKind, GuestAct } from './guest-act.ts';

type PathAct = Pick<GuestAct, 'kind' | 'verbs' | 'id' | 'by'>;
type KindOf = (variables: readonly string[]) => ActKind | undefined;

const API = new RegExp(`nodes/[^/]+/(qemu|lxc|${HOLE})/(\\d+|${HOLE})(?:/(?:status/)?(\\w+|${HOLE}))?`, 'd');
const CONFIG = new RegExp(
  `/etc/pve/(?:nodes/[^/]+/|local/)?(qemu-server|lxc|${HOLE})/(\\d+|${HOLE})\\.conf`,
  'd',
);
const CLIENT = /\.(qemu|lxc)\(([^()]*)\)\.(?:status\.)?(\w+)(?:\.(post|get|create))?$/;

/** Guests reached by a path of the API, by their configuration file, or by a client of the API. */
export function pathActs(words: readonly StepWord[], kindOf: KindOf): PathAct[] {
  const program = words[0]?.text ?? '';
  const client = CLIENT.exec(program);
  if (client) return [clientAct(client)];
  const acts = words.flatMap((word) => actOfWord(word, words, kindOf) ?? []);
  return acts.length > 0 ? acts : [bulkAct(words) ?? []].flat();
}

function actOfWord(word: StepWord, words: readonly StepWord[], kindOf: KindOf): PathAct | undefined {
  const program = words[0]!.text;
  const managed = /^(vm|ct):(\d+|\u{fffc})$/u.exec(word.text);
  if (managed && program === 'ha-manager') return managedAct(managed, words, word);
  const config = CONFIG.exec(word.text);
  if (config) return { ...byPath(config, word, kindOf), verbs: ['config'], by: 'file' };
  const path = /^(pvesh|curl|wget|http)$/.test(program) ? API.exec(word.text) : undefined;
  return path ? { ...byPath(path, word, kindOf), verbs: verbsOf(path[3], words), by: 'path' } : undefined;
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
function verbsOf(last: string | undefined, words: readonly StepWord[]): string[] {
  const changes = words.some((word) => /^(create|set|-XPOST|POST|--post-data.*|-d)$/i.test(word.text));
  if (last === HOLE) return [];
  if (!changes) return [last === 'config' ? 'config' : 'status'];
  if (last === 'config') return ['set'];
  return last === undefined ? [] : [last];
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
function bulkAct(words: readonly StepWord[]): PathAct | undefined {
  if (words[0]?.text !== 'pvesh') return undefined;
  const text = words.map((each) => each.text).join(' ');
  const bulk = /\/(startall|stopall|suspendall)\b|bulk-action\/guest\/(start|shutdown|suspend)/.exec(text);
  const verbs: Record<string, string[]> = {
    startall: ['start'],
    start: ['start'],
    suspendall: ['suspend'],
    suspend: ['suspend'],
  };
  if (bulk)
    return {
      kind: 'either',
      verbs: verbs[bulk[1] ?? bulk[2]!] ?? ['stop', 'shutdown'],
      id: undefined,
      by: 'path',
    };
  if (/\/cluster\/resources/.test(text))
    return { kind: 'either', verbs: ['list'], id: undefined, by: 'path' };
  const list = /\/(qemu|lxc)\/?(?:\s|$)/.exec(text);
  return list ? { kind: list[1] as 'qemu' | 'lxc', verbs: ['list'], id: undefined, by: 'path' } : undefined;
}
