import { judgeOf } from '../../src/cli/fix/judge-edited.ts';
import type { Mended, Workbench } from '../../src/fix/mend.ts';
import { textsOf } from '../../src/fix/patch.ts';
import { REPAIRS } from '../../src/fix/repairs/catalogue.ts';
import type { Verdict } from '../../src/fix/verdict.ts';
import type { Gate } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';

/** Laws on scripts cost most of a judgement, and edits of contracts rarely touch them. */
const ON_CONTRACTS = (gate: Gate): boolean => !gate.scripts && !gate.needs;

/** A sample estate with some of its files replaced or taken away, ready to be mended. */
export async function workbench(
  name: string,
  edits: Readonly<Record<string, ((text: string) => string) | null>>,
  gates: readonly string[],
  judges: (gate: Gate) => boolean = ON_CONTRACTS,
): Promise<Workbench> {
  const base = diskTree(`fixtures/estates/${name}`);
  const texts = Object.entries(edits).map(([file, edit]) => {
    if (edit === null) return [file, null] as const;
    const before = Buffer.from(base.read(file)).toString('utf8');
    const after = edit(before);
    if (after === before) throw new Error(`the edit of ${file} changes nothing`);
    return [file, after] as const;
  });
  const tree = overlayTree(base, new Map(texts));
  const judge = judgeOf(tree, name, undefined, judges);
  const wanted = ({ gate }: { readonly gate: string }) => gates.includes(gate);
  return { judge, before: await judge(new Map()), repairs: REPAIRS, wanted };
}

/** The text of a file after mending. */
export const textAfter = ({ patch }: Mended, file: string): string | undefined => textsOf(patch).get(file);

export const gatesIn = ({ findings }: Verdict): string[] => [
  ...new Set(findings.map((finding) => finding.gate)),
];
