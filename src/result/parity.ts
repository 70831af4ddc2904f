import type { SiteStatus } from '../estate/model/site.ts';
import type { Finding } from '../finding/finding.ts';
import type { GateRun } from '../gate/gate.ts';
import { FACETS, type Facet } from './facets.ts';
import { isAccepted } from './result.ts';

/** `unknown`: a gate of the facet was blocked or crashed. `not-applicable`: nothing of the site was examined. */
export type CellState = 'ok' | 'gap' | 'waived' | 'not-applicable' | 'unknown';

/** How one site stands to one facet. */
export interface Cell {
  readonly site: string;
  readonly state: CellState;
  /** Findings that are not accepted; those older than a change are among them. */
  readonly findings: number;
  /** Findings that are waived or in the baseline. */
  readonly accepted: number;
  /** Subjects of the site that were looked at. */
  readonly examined: number;
  /** Gates that have such findings here. */
  readonly failed: readonly string[];
}

export interface ParityRow {
  readonly facet: string;
  readonly title: string;
  /** Gates that stand for the facet. */
  readonly gates: readonly string[];
  /** Those of them that ran. */
  readonly ran: readonly string[];
  readonly cells: readonly Cell[];
}

export interface ParitySite {
  readonly id: string;
  readonly status: SiteStatus;
}

/** The matrix of sites by facets. */
export interface Parity {
  readonly sites: readonly ParitySite[];
  readonly rows: readonly ParityRow[];
  /** Cells by state. */
  readonly summary: Readonly<Record<CellState, number>>;
  /** Gates of the facets that were blocked or crashed. */
  readonly unjudged: readonly { readonly gate: string; readonly reason: string }[];
  /** Findings of these gates that are not accepted and belong to none of the sites. */
  readonly elsewhere: { readonly findings: number; readonly gates: readonly string[] };
}

/** The matrix as the verdicts of the gates make it; a facet of which no gate ran has no row. */
export function parityOf(
  sites: readonly ParitySite[],
  runs: readonly GateRun[],
  findings: readonly Finding[],
): Parity {
  const verdicts = new Map(runs.map((run) => [run.gate.id, verdictOf(run)]));
  for (const finding of findings) verdicts.get(finding.gate)?.findings.push(finding);
  const rows = FACETS.map((facet) => rowOf(facet, sites, verdicts)).filter(({ ran }) => ran.length > 0);
  return {
    sites: sites.map(({ id, status }) => ({ id, status })),
    rows,
    summary: summaryOf(rows),
    unjudged: rows.flatMap(({ ran }) => ran.flatMap((gate) => unjudged(verdicts.get(gate)!.run))),
    elsewhere: elsewhereOf(rows, sites, verdicts),
  };
}

interface Verdict {
  readonly run: GateRun;
  readonly findings: Finding[];
}

const verdictOf = (run: GateRun): Verdict => ({ run, findings: [] });

type Verdicts = ReadonlyMap<string, Verdict>;

function rowOf({ id, title, gates }: Facet, sites: readonly ParitySite[], verdicts: Verdicts): ParityRow {
  const ran = gates.filter((gate) => verdicts.has(gate));
  const of = ran.map((gate) => verdicts.get(gate)!);
  return { facet: id, title, gates, ran, cells: sites.map((site) => cellOf(site.id, of)) };
}

function cellOf(site: string, verdicts: readonly Verdict[]): Cell {
  const findings = verdicts.flatMap((verdict) => verdict.findings.filter((one) => one.site === site));
  const open = findings.filter((finding) => !isAccepted(finding));
  const examined = verdicts.reduce((sum, { run }) => sum + (run.examined.perSite.get(site) ?? 0), 0);
  const cell = {
    site,
    findings: open.length,
    accepted: findings.length - open.length,
    examined,
    failed: [...new Set(open.map((finding) => finding.gate))],
  };
  return { ...cell, state: stateOf(cell, verdicts) };
}

function stateOf(cell: Omit<Cell, 'state'>, verdicts: readonly Verdict[]): CellState {
  if (cell.findings > 0) return 'gap';
  if (verdicts.some(({ run }) => run.stopped)) return 'unknown';
  if (cell.accepted > 0) return 'waived';
  return cell.examined > 0 ? 'ok' : 'not-applicable';
}

const unjudged = ({ gate, stopped, reason = '' }: GateRun) =>
  stopped ? [{ gate: gate.id, reason: `${stopped}: ${reason}` }] : [];

function summaryOf(rows: readonly ParityRow[]): Record<CellState, number> {
  const summary = { ok: 0, gap: 0, waived: 0, 'not-applicable': 0, unknown: 0 };
  for (const { state } of rows.flatMap((row) => row.cells)) summary[state]++;
  return summary;
}

function elsewhereOf(
  rows: readonly ParityRow[],
  sites: readonly ParitySite[],
  verdicts: Verdicts,
): Parity['elsewhere'] {
  const ids = new Set(sites.map((site) => site.id));
  const open = rows
    .flatMap(({ ran }) => ran.flatMap((gate) => verdicts.get(gate)!.findings))
    .filter((finding) => !isAccepted(finding) && !(finding.site !== undefined && ids.has(finding.site)));
  return { findings: open.length, gates: [...new Set(open.map((finding) => finding.gate))] };
}
