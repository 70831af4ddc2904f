import { posix } from 'node:path';
import type { Tree } from '../../../load/tree.ts';
import { folderPath } from '../../reading/folder.ts';

/** Where the relative paths of a command begin. */
export interface WorkingFolder {
  /** Relative to the estate's root; undefined when it lies elsewhere. */
  readonly folder?: string;
  /** Names of the variables that hold the estate's root. */
  readonly rootVariables: ReadonlySet<string>;
}

/** Variables of a machine that never name the estate. */
const MACHINE_VARIABLES = new Set(['HOME', 'USER', 'TMPDIR', 'TMP', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME']);

/** A path of a command relative to the estate's root; undefined when it leads elsewhere or nobody can tell. */
export function inEstate(word: string, from: WorkingFolder, tree: Tree): string | undefined {
  const variable = /^\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))\/(.+)$/.exec(word);
  if (variable) {
    const name = variable[1] ?? variable[2]!;
    const path = MACHINE_VARIABLES.has(name) ? undefined : inside(variable[3]!);
    return path !== undefined && (from.rootVariables.has(name) || tree.has(path)) ? path : undefined;
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
  const text = folderPath(cwd ?? '.') || '/';
  const variable = /^\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))(?:\/(.+))?$/.exec(text);
  if (variable) {
    const known = rootVariables.has(variable[1] ?? variable[2]!);
    return known ? { folder: posix.normalize(variable[3] ?? '.'), rootVariables } : { rootVariables };
  }
  const folder = /^[/~]/.test(text) ? undefined : inside(text);
  return folder === undefined ? { rootVariables } : { folder, rootVariables };
}

/** The folder after a `cd`. */
export function below(from: WorkingFolder, word: string): WorkingFolder {
  const inner = workingFolder(word, from.rootVariables);
  if (/^[/~$]/.test(word)) return inner;
  if (inner.folder === undefined || from.folder === undefined) return { rootVariables: from.rootVariables };
  return { ...inner, folder: posix.join(from.folder, inner.folder) };
}

/** Variables that stand for the estate's root, by their use as a `cwd` of their own. */
export function rootVariablesOf(cwds: readonly string[]): Set<string> {
  const names = cwds.flatMap((cwd) => {
    const match = /^\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))\/?$/.exec(cwd);
    return match ? [match[1] ?? match[2]!] : [];
  });
  return new Set(['PWD', ...names].filter((name) => !MACHINE_VARIABLES.has(name)));
}
