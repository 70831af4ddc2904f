import type { Waiver } from '../config/waivers.ts';
import type { ContractKind } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import type { Tree } from '../load/tree.ts';

/** What the model is joined from. */
export interface Sources {
  /** Every contract found, loaded or not, in path order. */
  readonly documents: readonly Document[];
  /** The files of the estate, for what contracts say of files. */
  readonly tree: Tree;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly waivers: readonly Waiver[];
  /** Whether the configuration forbids to waive a gate. */
  readonly unwaivable: (gate: string) => boolean;
  /** The documents of a kind that loaded. */
  of<K extends ContractKind>(kind: K): readonly Document<K>[];
}

/** What the configuration adds, and who wants to know that somebody asked for the time. */
interface Accepted extends Pick<Sources, 'waivers' | 'unwaivable'> {
  readonly onNow?: () => void;
}

export function sourcesOf(
  documents: readonly Document[],
  tree: Tree,
  now: number,
  { waivers, unwaivable, onNow }: Accepted = { waivers: [], unwaivable: () => false },
): Sources {
  const byKind = new Map<ContractKind, Document[]>();
  for (const document of documents) {
    if (!document.loaded) continue;
    const same = byKind.get(document.kind);
    if (same) same.push(document);
    else byKind.set(document.kind, [document]);
  }
  return {
    documents,
    tree,
    get now() {
      onNow?.();
      return now;
    },
    waivers,
    unwaivable,
    of: <K extends ContractKind>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly Document<K>[],
  };
}
