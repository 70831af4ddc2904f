import type { ContractTypes } from '../contract/generated/index.ts';
import type { Finding } from '../finding/finding.ts';
import { groupByNames } from '../grouping/groups.ts';
import type { Tree } from '../load/tree.ts';
import { readOwnFile } from './own-file.ts';
import type { Settings } from './settings.ts';

/** Debt that was there before the gates came: findings by fingerprint, gate and file, with how many there are. */
export interface Baseline {
  /** Relative to the estate. */
  readonly file: string;
  readonly rows: readonly BaselineRow[];
}

export type BaselineRow = ContractTypes['gate.baseline']['findings'][number];

export const baselineFile = (settings: Settings): string => settings.baseline ?? 'gate.baseline.yaml';

/** Undefined when the estate has none. A broken file ends the command: half a baseline would let old debt fail a run. */
export function readBaseline(tree: Tree, settings: Settings): Baseline | undefined {
  const file = baselineFile(settings);
  const data = readOwnFile(tree, file, 'gate.baseline', {
    unreadable: 'Mend or remove it: without it, all findings count.',
    malformed: 'Mend it, or write it anew with `gates baseline write`.',
  });
  return data && { file, rows: data.findings };
}

/** What a baseline says of the findings of a run. */
export interface Baselined {
  /** As given, those marked that the baseline holds. */
  readonly findings: readonly Finding[];
  /** How many findings of each row were found. */
  readonly found: ReadonlyMap<BaselineRow, number>;
}

/**
 * Marks findings that a baseline holds, as many as it counts. A waived one uses up its row and stays waived; one of
 * a gate that cannot be waived stays as it is.
 */
export function applyBaseline(
  findings: readonly Finding[],
  rows: readonly BaselineRow[],
  unwaivable: (gate: string) => boolean,
): Baselined {
  const byKey = groupByNames(rows, (row) => [keyOf(row)]);
  const found = new Map<BaselineRow, number>();
  const marked = findings.map((finding) => {
    if (unwaivable(finding.gate)) return finding;
    const held = byKey.get(keyOf({ ...finding, file: finding.place.file }));
    const row = held?.find((one) => (found.get(one) ?? 0) < countOf(one));
    if (!row) return finding;
    found.set(row, (found.get(row) ?? 0) + 1);
    return finding.waived ? finding : { ...finding, baselined: true as const };
  });
  return { findings: marked, found };
}

export const countOf = (row: BaselineRow): number => row.count ?? 1;

const keyOf = ({ fingerprint, gate, file }: Pick<BaselineRow, 'fingerprint' | 'gate' | 'file'>): string =>
  [fingerprint, gate, file].join('\0');

/** A row for each finding that counts or is baselined and whose gate may be waived; in order of file, gate, fingerprint. */
export function rowsFor(findings: readonly Finding[], unwaivable: (gate: string) => boolean): BaselineRow[] {
  const rows = new Map<string, BaselineRow>();
  for (const { gate, subject, fingerprint, place, waived } of findings) {
    if (waived || unwaivable(gate)) continue;
    const row = { gate, file: place.file, subject, fingerprint, count: 1 };
    const known = rows.get(keyOf(row));
    rows.set(keyOf(row), known ? { ...known, count: countOf(known) + 1 } : row);
  }
  return inOrder([...rows.values()]);
}

/** By file, gate and fingerprint: a diff of the file then shows what came and what went. */
export function inOrder(rows: readonly BaselineRow[]): BaselineRow[] {
  const key = ({ file, gate, fingerprint }: BaselineRow) => [file, gate, fingerprint].join('\0');
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
