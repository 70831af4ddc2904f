import type { ContractTypes } from '../contract/generated/index.ts';
import { Refusal } from '../finding/refusal.ts';
import { decode } from '../load/decode.ts';
import { lineStarts, placeOf } from '../load/lines.ts';
import { parseYaml } from '../load/parse-yaml.ts';
import type { Tree } from '../load/tree.ts';
import { validateContract } from '../validate/validate.ts';

/** What to do about a file of this tool that cannot be read, or that does not fit its schema. */
export interface OwnFileHints {
  readonly unreadable: string;
  readonly malformed: string;
}

/** A file of this tool; undefined when it is not there or empty. Throws a Refusal with the place of what is wrong. */
export function readOwnFile<K extends keyof ContractTypes>(
  tree: Tree,
  file: string,
  kind: K,
  hints: OwnFileHints,
): ContractTypes[K] | undefined {
  if (!tree.has(file)) return undefined;
  const { text } = decode(file, bytesOf(tree, file, hints));
  const parsed = parseYaml(file, text);
  const refuse = (span: { start: number; end: number }, message: string): never => {
    const place = placeOf(file, text, lineStarts(text), span);
    throw new Refusal(`${place.file}:${place.line}:${place.column}: ${message}`, hints.malformed);
  };
  const broken = parsed.problems[0];
  if (broken) refuse(spanOf(broken.at, parsed.locate), broken.message);
  if (parsed.data === null) return undefined;
  const wrong = validateContract(kind, parsed.data)[0];
  if (wrong) refuse(parsed.locate(wrong.path, wrong.on), wrong.message);
  return parsed.data as ContractTypes[K];
}

function bytesOf(tree: Tree, file: string, hints: OwnFileHints): Uint8Array {
  try {
    return tree.read(file);
  } catch {
    throw new Refusal(`${file} cannot be read; expected a file`, hints.unreadable);
  }
}

type Parsed = ReturnType<typeof parseYaml>;

function spanOf(at: Parsed['problems'][number]['at'], locate: Parsed['locate']) {
  return 'start' in at ? at : locate(at.path, at.on);
}
