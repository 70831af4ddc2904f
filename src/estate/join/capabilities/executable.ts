import { posix } from 'node:path';
import type { Tree } from '../../../load/tree.ts';
import type { Executable } from '../../model/capability.ts';
import { commandWords } from './command-words.ts';
import { below, inEstate, type WorkingFolder } from './working-folder.ts';

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
  const [first, ...rest] = unwrapped(argv);
  if (first === undefined) return undefined;
  if (first === 'cd' && rest[1] === '&&') return executableOf(rest.slice(2), below(from, rest[0]!), tree);
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
  const path = inEstate(word, from, tree);
  if (path === undefined) return gone(word);
  if (!tree.has(path)) return gone(path);
  try {
    const runnable = !needsPermission || tree.executable(path);
    const empty = tree.size(path) === 0 && { empty: true as const };
    return { path, exists: true, runnable, own: false, ...empty };
  } catch {
    return gone(path);
  }
}

/** A file that goes away between two questions is as absent as one that never was. */
const gone = (path: string): Executable => ({ path, exists: false, runnable: false, own: false });
