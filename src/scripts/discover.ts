import picomatch from 'picomatch';
import type { ScriptLanguage } from './grammars.ts';

/** As much of a tree of files as scripts need. */
export interface ScriptTree {
  files(): readonly { readonly path: string; readonly type: 'file' | 'directory' | 'symlink' | 'other' }[];
  read(path: string): Uint8Array;
  size(path: string): number;
  executable(path: string): boolean;
}

export interface FoundScript {
  readonly path: string;
  readonly language: ScriptLanguage;
  readonly size: number;
}

export interface ScriptRoots {
  /** Folders to look in; none means the whole estate. */
  readonly roots: readonly string[];
  /** Globs to leave out, besides tests, archives, fixtures and receipts. */
  readonly ignore: readonly string[];
  readonly isLeftOut: (path: string) => boolean;
}

const ENDINGS: ReadonlyMap<string, ScriptLanguage> = new Map([
  ['sh', 'shell'],
  ['bash', 'shell'],
  ['zsh', 'shell'],
  ['ksh', 'shell'],
  ['py', 'python'],
]);
/** Endings that no script has, so that the first bytes need not be read. */
const NEVER =
  /\.(ya?ml|json|md|txt|csv|lock|js|ts|mjs|cjs|tsx|jsx|css|html?|png|jpe?g|svg|gif|pdf|zip|gz|zst|tar|wasm|toml|ini|conf|cfg|service|timer|log|xml|sql|rb|go|rs|pl|lua|swift|plist|j2|tmpl|example|sample|keep|map|sum|mod)$/i;

/** Whether a file's name leaves open that it is a script. */
export const canBeScript = (path: string): boolean => !NEVER.test(path.slice(path.lastIndexOf('/') + 1));

const ASIDE =
  /^(tests?|__tests__|spec|specs|testdata|receipts|node_modules|vendor|\.git|\.venv|venv|__pycache__|dist|build)$/i;
const TEST_FILE = /(^test_.*(?=\.py$)|[._-]test|\.bats|_test)(\.(sh|bash|py))?$/i;

/** Scripts by ending or by their first line. */
export function findScripts(tree: ScriptTree, roots: ScriptRoots): FoundScript[] {
  const ignored = roots.ignore.length > 0 ? picomatch([...roots.ignore], { dot: true }) : () => false;
  return tree.files().flatMap((file) => {
    if (
      file.type !== 'file' ||
      !isBelow(file.path, roots.roots) ||
      isAside(file.path, roots) ||
      ignored(file.path)
    )
      return [];
    return found(file.path, tree);
  });
}

/** A file that goes away, or out of reach, after the tree was listed is no script any more. */
function found(path: string, tree: ScriptTree): FoundScript[] {
  try {
    if (!canBeScript(path)) return [];
    const size = tree.size(path);
    const language = languageOf(path, size, tree);
    return language ? [{ path, language, size }] : [];
  } catch {
    return [];
  }
}

function isBelow(path: string, roots: readonly string[]): boolean {
  return (
    roots.length === 0 ||
    roots.some((root) => root === '.' || path.startsWith(`${root.replace(/^\.\/|(?<!\/)\/+$/g, '')}/`))
  );
}

function isAside(path: string, roots: ScriptRoots): boolean {
  const parts = path.split('/');
  return (
    parts.slice(0, -1).some((part) => ASIDE.test(part)) ||
    TEST_FILE.test(parts.at(-1)!) ||
    roots.isLeftOut(path)
  );
}

function languageOf(path: string, size: number, tree: ScriptTree): ScriptLanguage | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase();
  const known = ENDINGS.get(ending ?? '');
  if (known) return known;
  if (size < 4) return undefined;
  try {
    return languageOfHead(tree.read(path).subarray(0, 160));
  } catch {
    return undefined;
  }
}

/** The language that a first line of the form `#!...` names. */
export function languageOfHead(head: Uint8Array): ScriptLanguage | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const line = new TextDecoder().decode(head).split('\n', 1)[0]!;
  if (/\b(ba|da|k|z|a)?sh\b/.test(line)) return 'shell';
  return /\bpython[\d.]*\b/.test(line) ? 'python' : undefined;
}
