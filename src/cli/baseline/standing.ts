import { applyBaseline, type BaselineRow, baselineFile, countOf } from '../../config/baseline.ts';
import type { Finding } from '../../finding/finding.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { sayCrashes } from '../crashes.ts';
import { estateRoot } from '../estate-root.ts';
import { type Prepared, prepare } from '../judge.ts';
import { judged } from '../judgement.ts';

export interface BaselineOptions {
  readonly estate?: string;
  readonly now?: string;
  readonly format: 'text' | 'json';
  readonly debug?: boolean;
}

/** A row of a baseline against what is found now. */
export interface RowStanding {
  readonly row: BaselineRow;
  /** How many of its findings are still there. */
  readonly found: number;
  /** `unjudged`: its gate could not judge. `idle`: its gate cannot be waived, so the row hides nothing. */
  readonly state: 'hides' | 'fixed' | 'idle' | 'unjudged';
}

/** An estate judged by every gate, and its baseline row by row. */
export interface BaselineStanding {
  readonly root: string;
  /** Relative to the estate. */
  readonly file: string;
  readonly prepared: Prepared;
  readonly findings: readonly Finding[];
  readonly rows: readonly RowStanding[];
  readonly crashed: readonly string[];
}

export async function baselineStanding(argv: BaselineOptions): Promise<BaselineStanding> {
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now);
  const identity = { root: '.', commit: null, tree: null, dirty: null };
  const { runs, allFindings } = judged(tree, prepared, identity, prepared.catalogue);
  sayCrashes(runs, argv.debug === true);
  const stopped = runs.filter((run) => run.stopped);
  const rows = prepared.baseline?.rows ?? [];
  const { unwaivable } = prepared.estate;
  const { found } = applyBaseline(allFindings, rows, unwaivable);
  const unjudged = new Set(stopped.map((run) => run.gate.id));
  return {
    root,
    file: baselineFile(prepared.settings),
    prepared,
    findings: allFindings,
    rows: rows.map((row) => {
      const count = found.get(row) ?? 0;
      if (unjudged.has(row.gate)) return { row, found: count, state: 'unjudged' };
      if (unwaivable(row.gate)) return { row, found: count, state: 'idle' };
      return { row, found: count, state: count < countOf(row) ? 'fixed' : 'hides' };
    }),
    crashed: stopped.filter((run) => run.stopped === 'crashed').map((run) => run.gate.id),
  };
}
