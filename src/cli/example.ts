import type { Finding } from '../finding/finding.ts';
import type { Place } from '../finding/place.ts';
import { editedFiles } from '../gate/edited.ts';
import type { Example, Gate, GateRun } from '../gate/gate.ts';
import { lineStarts, placeOf } from '../load/lines.ts';
import { overlayTree } from '../load/overlay-tree.ts';
import { resolver } from '../load/resolve.ts';
import type { Tree } from '../load/tree.ts';
import { settled } from '../result/settled.ts';
import { type Memory, prepare } from './judge.ts';
import { textReader } from './texts.ts';

/** One example of a gate, judged: what the gate found, and what the example marks. */
export interface JudgedExample {
  readonly run: GateRun;
  readonly findings: readonly Finding[];
  readonly marked: readonly Place[];
  readonly textOf: (file: string) => string;
}

/** Applies an example to its base estate in memory and runs its gate alone. */
export async function judgeExample(
  gate: Gate,
  example: Example,
  base: Tree,
  memory?: Memory,
): Promise<JudgedExample> {
  const { files, marks } = editedFiles(base, example);
  const tree = overlayTree(base, files);
  const { estate, catalogue } = await prepare(tree, example.name, undefined, () => [gate], memory);
  const textOf = textReader(estate, tree);
  const { runs, findings } = settled([gate], catalogue, estate, resolver(estate.documents, textOf));
  const marked = marks.map((mark) =>
    placeOf(mark.file, textOf(mark.file), lineStarts(textOf(mark.file)), mark),
  );
  return { run: runs[0]!, findings, marked, textOf };
}
