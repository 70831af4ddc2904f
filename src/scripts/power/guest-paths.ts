import { HOLE } from '../hole.ts';
import type { StepWord } from '../step.ts';
import type { ActKind, GuestAct } from './guest-acts.ts';

type PathAct = Pick<GuestAct, 'kind' | 'verbs' | 'id' | 'by'>;
type KindOf = (variables: readonly string[]) => ActKind | undefined;

const API = new RegExp(`/(qemu|lxc|${HOLE})/(\\d+|${HOLE})(?:/(?:status/)?(\\w+|${HOLE}))?`);
const CONFIG = new RegExp(`/etc/pve/(?:nodes/[^/]+/|local/)?(qemu-server|lxc|${HOLE})/(\\d+|${HOLE})\\.conf`);
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
  const [whole, kind, id] = match;
  const holesBefore = word.text.slice(0, match.index).split(HOLE).length - 1;
  const held = kind === HOLE ? word.variables[holesBefore] : undefined;
  const at = holesBefore + whole.slice(0, whole.lastIndexOf(id!)).split(HOLE).length - 1;
  const variables = id === HOLE ? word.variables.slice(at, at + 1) : [];
  const written = kind === 'lxc' ? 'lxc' : 'qemu';
  return { kind: held === undefined ? written : (kindOf([held]) ?? 'either'), id: { text: id!, variables } };
}

/** Reading a state is no change, whatever the path ends with. */
function verbsOf(last: string | undefined, words: readonly StepWord[]): string[] {
  const changes = words.some((word) => /^(create|set|-XPOST|POST|--post-data.*|-d)$/i.test(word.text));
  if (last === HOLE) return [];
  if (!changes) return [last === 'config' ? 'config' : 'status'];
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
      : { text: HOLE, variables: [id!.replace(/.*\W(?=\w+$)/, '')] },
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
