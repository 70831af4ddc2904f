import type { Finding } from '../finding/finding.ts';
import { printable } from '../finding/printable.ts';
import { counts, type GateResult } from '../result/result.ts';
import { inkFor } from './ink.ts';
import type { Reported } from './reported.ts';
import { summaryLines } from './summary.ts';
import { pathFromGitRoot } from './uri.ts';

/** How many annotations of one level GitHub shows of a step. */
const SHOWN = 10;

/** The longest title and message that are kept whole, in characters; GitHub cuts or refuses longer ones. */
const MAX_TITLE = 255;
const MAX_MESSAGE = 4000;

/** Workflow commands of GitHub Actions, errors first, then what was counted as plain lines. */
export function githubReport({ result, clock }: Reported): string {
  const { root } = result.estate;
  const open = result.findings.filter(counts);
  const errors = open.filter((finding) => finding.severity === 'error');
  const warnings = open.filter((finding) => finding.severity === 'warning');
  const lines = [
    ...result.gates.flatMap(stoppedCommand),
    ...errors.map((finding) => findingCommand('error', finding, root)),
    ...warnings.map((finding) => findingCommand('warning', finding, root)),
    ...result.findings.flatMap((finding) => acceptedCommand(finding, root)),
    ...beyond(errors.length, 'errors'),
    ...beyond(warnings.length, 'warnings'),
    ...summaryLines(result, clock, inkFor(false)).map(plain),
  ];
  return `${lines.join('\n')}\n`;
}

function stoppedCommand({ id, outcome, reason = '' }: GateResult): string[] {
  if (outcome !== 'crashed' && outcome !== 'blocked') return [];
  const level = outcome === 'crashed' ? 'error' : 'warning';
  return [command(level, { title: `${id} ${outcome}` }, `${id} judged nothing: ${reason}`)];
}

function findingCommand(level: 'error' | 'warning', finding: Finding, root: string): string {
  const { gate, message, fix } = finding;
  const lines = [`${at(finding, root)}: ${message}`, ...(fix === undefined ? [] : [`Fix: ${fix}`])];
  return command(level, { ...propertiesOf(finding, root), title: gate }, lines.join('\n'));
}

/** Accepted findings stay visible as notices. */
function acceptedCommand(finding: Finding, root: string): string[] {
  const { gate, message, waived } = finding;
  if (!waived) return [];
  const text = `${at(finding, root)}: ${message}\nWaived: ${waived.reason}`;
  return [command('notice', { ...propertiesOf(finding, root), title: `${gate} (waived)` }, text)];
}

/** Columns are given for a span of one line only: GitHub takes no others, and the message has them too. */
function propertiesOf({ place }: Finding, root: string): Record<string, string | number> {
  const { file, line, column, endLine, endColumn } = place;
  const columns = line === endLine ? { col: column, endColumn } : {};
  return { file: pathFromGitRoot(root, file), line, endLine, ...columns };
}

const at = ({ place }: Finding, root: string): string =>
  `${pathFromGitRoot(root, place.file)}:${place.line}:${place.column}`;

function beyond(count: number, what: string): string[] {
  return count > SHOWN
    ? [`GitHub annotates the first ${SHOWN} of ${count} ${what}; all are in this log.`]
    : [];
}

function command(level: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const pairs = Object.entries(properties).map(
    ([name, value]) => `${name}=${propertyEscaped(cut(String(value), MAX_TITLE, name === 'title'))}`,
  );
  return `::${level} ${pairs.join(',')}::${dataEscaped(cut(text, MAX_MESSAGE, true))}`;
}

const cut = (text: string, limit: number, allowed: boolean): string =>
  allowed && text.length > limit ? `${text.slice(0, limit - 1)}…` : text;

const dataEscaped = (text: string): string =>
  printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const propertyEscaped = (text: string): string =>
  dataEscaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A line of the log that the runner cannot take for a command. */
const plain = (line: string): string =>
  printable(line)
    .replaceAll('\n', ' ')
    .replace(/^(\s*)::/, '$1: :')
    .replaceAll('##[', '# #[');
