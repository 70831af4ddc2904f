import { posix } from 'node:path';
import type { Tree } from '../load/tree.ts';
import { commandWords } from './command-words.ts';
import type { Executable } from './model.ts';

/** Where the relative paths of a command begin. */
export interface WorkingFolder {
  /** Relative to the estate's root; undefined when it lies elsewhere. */
  readonly folder?: string;
  /** Names of the variables that hold the estate's root. */
  readonly rootVariables: ReadonlySet<string>;
}

const ON_PATH: Executable = { exists: true, runnable: true, own: false };
const OWN: Executable = { exists: true, runnable: true, own: true };
const INTERPRETER = /^(?:ba|z|da|k|)sh$|^python[\d.]*$|^(?:node|tsx|deno|bun|ruby|perl)$/;
/** Programs that run the command behind their own options. */
const WRAPPER = /^(?:env|sudo|exec|nice|ionice|nohup|time|timeout|stdbuf|command|setsid|flock)$/;
const SYSTEM_FOLDER = /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/;

/** The file behind a command, or undefined when there is no command. */
export function executableOf(
  argv: readonly string[],
  from: WorkingFolder,
  tree: Tree,
): Executable | undefined {
  const words = unwrapped(argv);
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  if (isOwn(first, rest)) return OWN;
  if (INTERPRETER.test(posix.basename(first)) && isProgram(first)) return interpreted(rest, from, tree);
  return isProgram(first) ? ON_PATH : fileOf(first, from, tree, true);
}

const isProgram = (word: string): boolean => !word.includes('/') || SYSTEM_FOLDER.test(word);

/** Assignments and wrappers such as env and timeout stand before the program. */
function unwrapped(argv: readonly string[]): readonly string[] {
  const first = argv[0] ?? '';
  if (/^[A-Za-z_]\w*=/.test(first)) return unwrapped(argv.slice(1));
  if (!WRAPPER.test(posix.basename(first)) || !isProgram(first)) return argv;
  const next = argv.findIndex((word, index) => index > 0 && !/^-|^[\d.]+[smhd]?$/.test(word));
  return next < 0 ? argv : unwrapped(argv.slice(next));
}

function isOwn(first: string, rest: readonly string[]): boolean {
  if (first === 'gates' || /(?:^|\/)node_modules\/\.bin\/gates$/.test(first)) return true;
  const runner = first === 'npx' || (first === 'npm' && rest[0] === 'exec');
  return runner && rest.find((word) => !word.startsWith('-') && word !== 'exec') === 'gates';
}

function interpreted(words: readonly string[], from: WorkingFolder, tree: Tree): Executable {
  const inline = words.findIndex((word) => /^-[a-z]*[ce]$|^--eval$/.test(word));
  const script = words.findIndex((word) => !word.startsWith('-'));
  if (inline >= 0 && inline < (script < 0 ? words.length : script)) {
    return executableOf(commandWords(words[inline + 1] ?? ''), from, tree) ?? ON_PATH;
  }
  if (script < 0 || words[script - 1] === '-m') return ON_PATH;
  return fileOf(words[script]!, from, tree, false);
}

function fileOf(word: string, from: WorkingFolder, tree: Tree, needsPermission: boolean): Executable {
  const path = inEstate(word, from);
  if (path === undefined) return { path: word, exists: false, runnable: false, own: false };
  const exists = tree.has(path);
  return { path, exists, runnable: exists && (!needsPermission || tree.executable(path)), own: false };
}

/** A path of a command relative to the estate's root; undefined when it leads elsewhere or nobody can tell. */
function inEstate(word: string, from: WorkingFolder): string | undefined {
  const variable = /^\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))\/(.+)$/.exec(word);
  if (variable) {
    return from.rootVariables.has(variable[1] ?? variable[2]!) ? inside(variable[3]!) : undefined;
  }
  if (/^[/~$]/.test(word) || from.folder === undefined) return undefined;
  return inside(posix.join(from.folder, word));
}

function inside(path: string): string | undefined {
  const plain = posix.normalize(path);
  return plain.startsWith('..') || plain.includes('$') ? undefined : plain;
}

/** Reads a `cwd`: nothing or a lone variable is the estate's root, a variable with a path or a plain path a folder below it. */
export function workingFolder(cwd: string | undefined, rootVariables: ReadonlySet<string>): WorkingFolder {
  const text = (cwd ?? '.').replace(/\/+$/, '') || '/';
  const variable = /^\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))(?:\/(.+))?$/.exec(text);
  if (variable) {
    const known = rootVariables.has(variable[1] ?? variable[2]!);
    return known ? { folder: posix.normalize(variable[3] ?? '.'), rootVariables } : { rootVariables };
  }
  const folder = /^[/~]/.test(text) ? undefined : inside(text);
  return folder === undefined ? { rootVariables } : { folder, rootVariables };
}

/** Variables of a machine that never name the estate. */
const MACHINE_VARIABLES = new Set(['HOME', 'USER', 'TMPDIR', 'TMP', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME']);

/** Variables that stand for the estate's root, by their use as a `cwd` of their own. */
export function rootVariablesOf(cwds: readonly string[]): Set<string> {
  const names = cwds.flatMap((cwd) => {
    const match = /^\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))\/?$/.exec(cwd);
    return match ? [match[1] ?? match[2]!] : [];
  });
  return new Set(['PWD', ...names].filter((name) => !MACHINE_VARIABLES.has(name)));
}
