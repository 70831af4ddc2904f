import type { Finding } from '../../finding/finding.ts';
import { parityOf } from '../../result/parity.ts';
import { counts, type GateResult, type Result } from '../../result/result.ts';
import { inkFor } from '../ink.ts';
import type { Reported } from '../reported.ts';
import { countLines } from '../summary.ts';
import { pathFromGitRoot } from '../uri.ts';
import { codeCell, plainCell, tableRow, tableRule } from './cell.ts';
import { parityTable } from './parity.ts';

/** Findings past this number are counted: GitHub refuses a step summary of more than 1 MiB. */
const MAX_ROWS = 500;

const VERDICTS = { 0: 'nothing to fix', 1: 'findings', 2: 'could not judge' } as const;

/** A summary of the run for the page of a CI job: counts, the parity matrix, findings with their places. */
export function markdownReport(run: Reported): string {
  const { result, exitCode } = run;
  const open = result.findings.filter(counts);
  const blocks = [
    [`## gates: ${VERDICTS[exitCode]}`],
    summary(run),
    section('Sites by facets', parityTable(parityOf(run.sites, run.runs, run.allFindings))),
    section('Findings', findingTable(open, result)),
    section(
      'Findings that fail nothing',
      findingTable(
        result.findings.filter((finding) => !counts(finding)),
        result,
      ),
    ),
    section('Gates that judged nothing', unjudgedTable(result.gates)),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`### ${title}`, '', ...lines];

const summary = ({ result, clock }: Reported): string[] =>
  countLines(result, clock, inkFor(false)).map((line) => `${plainCell(line)}  `);

function findingTable(findings: readonly Finding[], { estate }: Result): string[] {
  if (findings.length === 0) return [];
  const head = ['place', 'severity', 'finding', 'gate'];
  const left = findings.length - MAX_ROWS;
  return [
    tableRow(head),
    tableRule(head.length),
    ...findings.slice(0, MAX_ROWS).map((finding) => findingRow(finding, estate.root)),
    ...(left > 0 ? ['', `and ${left} more, which \`gates check\` prints.`] : []),
  ];
}

function findingRow(
  { place, severity, message, fix, gate, waived, baselined, older }: Finding,
  root: string,
): string {
  const at = `${pathFromGitRoot(root, place.file)}:${place.line}:${place.column}`;
  const said = [
    plainCell(message),
    ...(fix === undefined ? [] : [`*Fix:* ${plainCell(fix)}`]),
    ...(waived ? [`*Waived:* ${plainCell(waived.reason)}`] : []),
    ...(baselined ? ['*In the baseline.*'] : []),
    ...(older ? ['*Older than the change.*'] : []),
  ];
  return tableRow([codeCell(at), severity, said.join('<br>'), codeCell(gate)]);
}

/** A row each; the vacuous ones in one line, which opens. */
function unjudgedTable(gates: readonly GateResult[]): string[] {
  const idle = gates.filter(({ outcome }) => outcome === 'blocked' || outcome === 'crashed');
  const vacuous = gates.filter(({ outcome }) => outcome === 'vacuous');
  const head = ['gate', 'outcome', 'reason'];
  const rows = idle.map(({ id, outcome, reason = '' }) =>
    tableRow([codeCell(id), outcome, plainCell(reason)]),
  );
  return [
    ...(rows.length === 0 ? [] : [tableRow(head), tableRule(head.length), ...rows]),
    ...(rows.length === 0 || vacuous.length === 0 ? [] : ['']),
    ...vacuousFolded(vacuous),
  ];
}

function vacuousFolded(gates: readonly GateResult[]): string[] {
  if (gates.length === 0) return [];
  const many = gates.length === 1 ? '1 gate has' : `${gates.length} gates have`;
  const names = gates.map(({ id }) => codeCell(id)).join(', ');
  return [`<details><summary>${many} nothing to examine</summary>`, '', names, '', '</details>'];
}
