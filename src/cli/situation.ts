import { uncountedPaths } from '../config/uncounted.ts';
import type { Gate } from '../gate/gate.ts';
import { identityOf } from '../git/identity.ts';
import { diskTree } from '../load/disk-tree.ts';
import { resolver } from '../load/resolve.ts';
import type { Tree } from '../load/tree.ts';
import type { Ground } from '../loop/verdict.ts';
import { receiptPlaces } from '../receipt/places.ts';
import { receiptViews } from '../receipt/view.ts';
import type { EstateIdentity } from '../result/result.ts';
import { lawsOf, settled } from '../result/settled.ts';
import { estateRoot } from './estate-root.ts';
import { type Prepared, prepare } from './judge.ts';
import { filesOf } from './pack-run.ts';
import { trustFrom } from './receipt/signing.ts';
import { textReader } from './texts.ts';

/** An estate judged by some gates, with its receipts: what verdicts on gaps stand on. */
export interface Situation {
  readonly root: string;
  readonly tree: Tree;
  readonly prepared: Prepared;
  readonly identity: EstateIdentity;
  readonly ground: Omit<Ground, 'signed'>;
}

export interface Where {
  readonly estate?: string;
  readonly now?: string;
}

/** Judges by the gates that the estate makes necessary, and reads the receipts. */
export async function situation(
  where: Where,
  gatesFor: (prepared: Prepared) => readonly Gate[],
): Promise<Situation> {
  const root = estateRoot(where.estate);
  const tree = diskTree(root);
  const prepared = await prepare(tree, where.estate ?? root, where.now);
  const { estate, settings, catalogue } = prepared;
  const { runs, findings } = settled(
    gatesFor(prepared),
    catalogue,
    estate,
    resolver(estate.documents, textReader(estate, tree)),
  );
  const views = receiptViews(receiptPlaces(root, settings), trustFrom(root, settings));
  const recorded = views.flatMap((view) =>
    view.files.filter((file) => file.kind === undefined).map(({ name }) => name),
  );
  return {
    root,
    tree,
    prepared,
    identity: identityOf(root, uncountedPaths(settings, estate.documents)),
    ground: {
      estate,
      laws: lawsOf(catalogue, runs, findings),
      shelf: { views, now: filesOf(tree, estate, runs, recorded) },
    },
  };
}

/** The gates that gaps are bound to, and others by id. */
export function gatesBoundTo(
  { estate, catalogue }: Prepared,
  gaps: readonly string[],
  more: readonly string[] = [],
): Gate[] {
  const ids = new Set([
    ...more,
    ...gaps.flatMap((gap) => estate.index.bindingsOf(gap).map((binding) => binding.gate)),
  ]);
  return catalogue.filter((gate) => ids.has(gate.id));
}
