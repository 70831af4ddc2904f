import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Parser } from 'web-tree-sitter';
import { copyTree, type Syntax } from './syntax.ts';
import type { TreeCalls } from './walk.ts';

export type ScriptLanguage = 'shell' | 'python';

export interface Parsed {
  readonly root: Syntax;
  /** The text does not fit the grammar somewhere; the rest of the tree still holds. */
  readonly broken: boolean;
}

/** Longest time that one text may take to parse, in milliseconds. */
export const PARSE_LIMIT_MS = 2_000;

interface Grammars {
  readonly parsers: Readonly<Record<ScriptLanguage, Parser>>;
  readonly calls: TreeCalls;
}

let ready: Promise<Grammars> | undefined;
let grammars: Grammars | undefined;

/** Loads the grammars once; parsing is synchronous afterwards. */
export async function loadGrammars(): Promise<void> {
  ready ??= start();
  grammars = await ready;
}

/** The library is loaded by those who parse. What it is started with becomes the module that it calls. */
async function start(): Promise<Grammars> {
  const { Language, Parser } = await import('web-tree-sitter');
  const module = { wasmBinary: wasm('web-tree-sitter') };
  optimizeWhatLoads(true);
  await Parser.init(module as unknown as NonNullable<Parameters<typeof Parser.init>[0]>);
  optimizeWhatLoads(false);
  const parserOf = async (grammar: string): Promise<Parser> =>
    new Parser().setLanguage(await Language.load(wasm(grammar)));
  const parsers = {
    shell: await parserOf('tree-sitter-bash'),
    python: await parserOf('tree-sitter-python'),
  };
  return { parsers, calls: module as unknown as TreeCalls };
}

/**
 * To optimize a grammar's large tables of states takes longer than parsing thousands of scripts by them; the parser
 * itself is worth it. Engines after that of Node 20 do well by themselves.
 */
function optimizeWhatLoads(yes: boolean): void {
  if (!process.versions.v8.startsWith('11.')) return;
  for (const flag of ['wasm-tier-up', 'wasm-dynamic-tiering'])
    setFlagsFromString(`--${yes ? '' : 'no-'}${flag}`);
}

/** A grammar lies beside the built bundle, or in its npm package when run from source. */
function wasm(name: string): Uint8Array<ArrayBuffer> {
  const bundled = fileURLToPath(new URL(`./grammars/${name}.wasm`, import.meta.url));
  const path = existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(`${name}/${name}.wasm`);
  return new Uint8Array(readFileSync(path));
}

/** The grammar has no `<>`, by which a script opens a socket, and no `10#$hour`, which keeps `08` from being octal. */
const withKnownSigns = (text: string): string =>
  text.replaceAll('<>', '< ').replace(/(?<=\b\d\d?)#(?=\$\w)/g, '+');

/**
 * The syntax of a text; undefined when it takes longer than the limit.
 * `offset` is where the text starts in the file that the nodes are to point into.
 */
export function parse(
  language: ScriptLanguage,
  text: string,
  offset = 0,
  limitMs = PARSE_LIMIT_MS,
): Parsed | undefined {
  if (!grammars) throw new Error('the grammars are not loaded: await loadGrammars() first');
  const parser = grammars.parsers[language];
  const deadline = performance.now() + limitMs;
  const known = language === 'shell' ? withKnownSigns(text) : text;
  const tree = parser.parse(known, null, { progressCallback: () => performance.now() > deadline });
  if (!tree) {
    parser.reset();
    return undefined;
  }
  try {
    return copyTree(grammars.calls, tree, offset);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // nested deeper than the stack
    throw error;
  } finally {
    tree.delete();
  }
}
