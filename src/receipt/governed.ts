import { isClosable, withoutClosingFields } from '../estate/join/loops/closing-fields.ts';
import { compareText } from '../finding/order.ts';
import { type Subject, subjectKey, subjectKind } from '../finding/subject.ts';
import type { Gate } from '../gate/gate.ts';
import { decode } from '../load/decode.ts';
import type { Tree } from '../load/tree.ts';
import { sha256 } from './canonical.ts';

/** The kind of governed files that are scripts. */
export const SCRIPT = 'script';

/** A file that decides the outcome, and the digest of its bytes. */
export interface GovernedFile {
  readonly name: string;
  readonly sha256: string;
  /** Contract kind, or `script`; other files have none. */
  readonly kind?: string;
  /** Digest of what is left without the fields that closing a loop writes, where the file may have such. */
  readonly essence?: string;
}

/** The contracts and further files of an estate with their digests, by name. What cannot be read has none. */
export function governedFiles(
  tree: Tree,
  contracts: readonly { readonly file: string; readonly kind: string }[],
  more: readonly string[],
): GovernedFile[] {
  const kinds = new Map<string, string | undefined>(more.map((file) => [file, undefined]));
  for (const { file, kind } of contracts) kinds.set(file, kind);
  const files = [...kinds].flatMap(([name, kind]) => {
    const bytes = bytesIn(tree, name);
    if (bytes === undefined) return [];
    const essence = essenceOf(bytes, name, kind);
    return [{ name, sha256: sha256(bytes), ...(kind !== undefined && { kind }), ...essence }];
  });
  return files.sort((a, b) => compareText(a.name, b.name));
}

function essenceOf(bytes: Uint8Array, file: string, kind: string | undefined): Pick<GovernedFile, 'essence'> {
  if (!isClosable(kind)) return {};
  return { essence: sha256(withoutClosingFields(kind, decode(file, bytes).text)) };
}

/** SHA-256 of a file's bytes; undefined when it is not there or cannot be read. */
export function digestIn(tree: Pick<Tree, 'has' | 'read'>, file: string): string | undefined {
  const bytes = bytesIn(tree, file);
  return bytes && sha256(bytes);
}

function bytesIn(tree: Pick<Tree, 'has' | 'read'>, file: string): Uint8Array | undefined {
  try {
    return tree.has(file) ? tree.read(file) : undefined;
  } catch {
    return undefined;
  }
}

/** What tells which files a gate read: the kinds it names, and the subjects it examined that are files. */
export interface Reader {
  readonly reads: readonly string[];
  readonly examined: readonly string[];
}

/** What a gate reads: the contract kinds that it names, and all scripts when it judges any, or is a law on scripts. */
export function readingsOf(gate: Pick<Gate, 'id' | 'reads'>, examined: readonly Subject[]): string[] {
  const scripts =
    /^(gate-)?scripts\//.test(gate.id) ||
    examined.some((subject) => ['script', 'gate-script'].includes(subjectKind(subject)));
  return [...gate.reads, ...(scripts ? [SCRIPT] : [])].sort();
}

/** The governed files that a gate read in a run. */
export function filesReadBy({ reads, examined }: Reader, files: readonly GovernedFile[]): GovernedFile[] {
  const kinds = new Set(reads);
  const keys = new Set(examined.map((subject) => subjectKey(subject as Subject)));
  return files.filter((file) => (file.kind !== undefined && kinds.has(file.kind)) || keys.has(file.name));
}

/** One digest over names and digests of files; what closing a loop writes does not change it. */
export function digestOver(files: readonly GovernedFile[]): string {
  return sha256(files.map((file) => `${file.essence ?? file.sha256}  ${file.name}\n`).join(''));
}
