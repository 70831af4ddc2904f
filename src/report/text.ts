import type { Finding } from '../finding/finding.ts';
import type { Place } from '../finding/place.ts';
import { printable } from '../finding/printable.ts';
import { isAccepted } from '../result/result.ts';
import { folded } from './fold.ts';
import { codeFrame, linesOf } from './frame.ts';
import { type Ink, inkFor } from './ink.ts';
import type { Reported, Style } from './reported.ts';
import { summaryLines } from './summary.ts';

/** What blocks of findings need besides the findings. */
export interface TextOptions extends Style {
  readonly textOf: (file: string) => string;
  readonly whyOf: (gate: string) => string;
  /** In words: where the clock comes from. */
  readonly clock: string;
}

type TextRun = Pick<Reported, 'result' | 'runs' | 'textOf' | 'clock'>;

/** The report for people: findings by file, then what was counted and what to do next. */
export function textReport(run: TextRun, style: Style): string {
  const { findings } = run.result;
  const ink = inkFor(style.colour);
  const fold = (line: string) => folded(line, style.columns);
  const summary = summaryLines(run.result, run.clock, ink).map(fold).join('\n');
  const blocks = [
    ...findingBlocks(
      findings.filter((finding) => !isAccepted(finding)),
      textOptions(run, style),
    ),
    ...waivedBlock(findings, ink).map((block) => block.split('\n').map(fold).join('\n')),
  ];
  return `${[...blocks, summary].join('\n\n')}\n`;
}

export function textOptions({ runs, textOf, clock }: TextRun, style: Style): TextOptions {
  const why = new Map(runs.map(({ gate }) => [gate.id, gate.why]));
  return { ...style, textOf, clock, whyOf: (gate) => why.get(gate) ?? '' };
}

/** Accepted findings, one line each: they fail nothing and are never silent. */
function waivedBlock(findings: readonly Finding[], ink: Ink): string[] {
  const lines = findings.flatMap(({ place, message, gate, waived }) => {
    if (!waived) return [];
    const by = waived.by === undefined ? waived.source : `by ${waived.by} until ${waived.expires ?? '?'}`;
    return [
      `${at(place)}: ${ink.dim('waived')}: ${printable(`${message} (${by}: ${waived.reason})`)} ${ink.dim(`[${gate}]`)}`,
    ];
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** One block of text per file. */
export function findingBlocks(findings: readonly Finding[], options: TextOptions): string[] {
  const ink = inkFor(options.colour);
  return byFile(findings).map(([file, same]) => fileBlock(file, same, options, ink));
}

function byFile(findings: readonly Finding[]): [string, Finding[]][] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = files.get(finding.place.file);
    if (same) same.push(finding);
    else files.set(finding.place.file, [finding]);
  }
  return [...files];
}

function fileBlock(file: string, findings: readonly Finding[], options: TextOptions, ink: Ink): string {
  const lines = options.quiet ? [] : linesOf(options.textOf(file));
  const many = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const head = `${ink.strong(printable(file))} ${ink.dim(`(${many})`)}`;
  const blocks = findings.map((finding) => findingBlock(finding, lines, options, ink));
  return [head, ...blocks].join(options.quiet ? '\n' : '\n\n');
}

function findingBlock(finding: Finding, lines: readonly string[], options: TextOptions, ink: Ink): string {
  const paint = finding.severity === 'error' ? ink.error : ink.warning;
  const head = `${at(finding.place)}: ${finding.older ? ink.dim('older ') : ''}${paint(finding.severity)}: ${printable(finding.message)} ${ink.dim(`[${finding.gate}]`)}`;
  const { quiet, columns } = options;
  const fold = (line: string) => folded(line, columns);
  if (quiet) return head;
  return [
    fold(head),
    ...codeFrame(lines, finding.place, paint, ink, columns).map((line) => `  ${line}`),
    fold(`  why: ${options.whyOf(finding.gate)}`),
    ...(finding.fix === undefined ? [] : [fold(`  fix: ${printable(finding.fix)}`)]),
    ...finding.related.map(({ place, message }) => fold(`  see: ${at(place)}: ${printable(message)}`)),
  ].join('\n');
}

const at = (place: Place): string => `${printable(place.file)}:${place.line}:${place.column}`;
