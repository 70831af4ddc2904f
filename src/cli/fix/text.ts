import { DRAFT } from '../../contract/draft.ts';
import type { Finding } from '../../finding/finding.ts';
import { printable } from '../../finding/printable.ts';
import type { Mended, Workbench } from '../../fix/mend.ts';
import type { Patch } from '../../fix/patch.ts';
import { unifiedDiff } from '../../loop/text-edit.ts';
import { folded } from '../../report/fold.ts';
import type { Ink } from '../../report/ink.ts';
import { terminalColumns } from '../text-report.ts';

/** The edits of a patch as one unified diff; nothing when there are none. */
export const diffOf = (patch: Patch): string =>
  [...patch]
    .map(([file, pieces]) => [file, pieces.original, pieces.edits()] as const)
    .filter(([, , edits]) => edits.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text, edits]) => printed(unifiedDiff(file, text, edits)))
    .join('');

/** Safe for a terminal, and still a diff of what the file holds: line breaks stay as they are. */
const printed = (diff: string): string => diff.split('\r\n').map(printable).join('\r\n');

/** What is said of a finding that stays: the edit that would satisfy its gate, or how to go about it. */
export interface Remaining {
  readonly finding: Finding;
  readonly suggestion?: { readonly diff: string; readonly decision: string };
  /** The diff of the smallest edit that was found to satisfy the gate. */
  readonly found?: string;
  /** How far an edit was looked for in vain. */
  readonly searched?: 'nowhere' | 'in part' | 'fully';
  readonly refused?: string;
}

/** Findings that stay; what is to be done about several of one gate is said once. */
export function remainingText(all: readonly Remaining[], ink: Ink): string {
  const blocks = all.map((one, index) => {
    const next = all[index + 1];
    const said = next !== undefined && adviceOf(next).join() === adviceOf(one).join();
    return [headOf(one, ink), ...(said ? [] : [...adviceOf(one), ''])];
  });
  return blocks
    .flat()
    .map((line) => `${line.includes('\n') ? line : folded(line, terminalColumns())}\n`)
    .join('');
}

function headOf({ finding: { place, severity, message, gate } }: Remaining, ink: Ink): string {
  const paint = severity === 'error' ? ink.error : ink.warning;
  const where = `${printable(place.file)}:${place.line}:${place.column}`;
  return `${where}: ${paint(severity)}: ${printable(message)} ${ink.dim(`[${gate}]`)}`;
}

const IN_VAIN = {
  nowhere: 'no edit of a contract comes into question',
  'in part': 'no edit that satisfies the gate was found among those that were tried; there are more',
  fully: 'no edit that satisfies the gate was found among those that come into question',
} as const;

function adviceOf({ finding, suggestion, found, searched, refused }: Remaining): string[] {
  const { fix } = finding;
  if (suggestion) {
    const { decision, diff } = suggestion;
    return [`  to decide: ${decision}. This edit satisfies the gate:`, indented(diff)];
  }
  if (found !== undefined) {
    return [
      '  to decide: whether this is true. It is the smallest edit found that satisfies the gate and adds no finding:',
      indented(found),
      ...(fix === undefined ? [] : [`  fix: ${printable(fix)}`]),
    ];
  }
  return [
    ...(searched === undefined ? [] : [`  ${IN_VAIN[searched]}`]),
    ...(refused === undefined ? [] : [`  not fixed: ${printable(refused)}`]),
    ...(fix === undefined ? [] : [`  fix: ${printable(fix)}`]),
  ];
}

const indented = (diff: string): string =>
  diff
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

/** What was mended, what is a draft, what is left. */
export function summaryText(bench: Workbench, mended: Mended, dry: boolean, ink: Ink): string {
  const asked = bench.before.findings.filter(bench.wanted).length;
  const left = mended.after.findings.filter(bench.wanted).length;
  const edits = [...mended.patch.values()].map((pieces) => pieces.edits()).filter((one) => one.length > 0);
  const drafts = mended.after.estate.documents.reduce((sum, { text }) => sum + draftsIn(text), 0);
  const gone = bench.before.findings.length - mended.after.findings.length;
  const files = edits.length === 1 ? '1 file' : `${edits.length} files`;
  const done = dry
    ? `would go with edits of ${files}; nothing was written`
    : `are gone, with edits of ${files}`;
  return [
    edits.length === 0
      ? 'No edit follows from the contracts.'
      : ink.good(`${gone} of ${bench.before.findings.length} findings ${done}.`),
    ...(drafts > 0
      ? [`Drafts that wait for somebody: ${drafts}, marked "${DRAFT}". \`gates check\` lists them.`]
      : []),
    left === 0
      ? ink.good(drafts > 0 ? 'Nothing else remains.' : 'Nothing remains.')
      : ink.strong(`${left} of ${asked} findings remain.`),
  ].join('\n');
}

const draftsIn = (text: string): number => text.split(DRAFT).length - 1;
