import type { Finding } from '../finding/finding.ts';
import { printable } from '../finding/printable.ts';
import { addTo } from '../grouping/groups.ts';
import { counts, type GateResult } from '../result/result.ts';
import type { Reported } from './reported.ts';
import { pathFromGitRoot } from './uri.ts';

/** JUnit XML: a suite for each gate, in it a case for each subject that the gate examined. */
export function junitReport({ result }: Reported): string {
  const suites = result.gates.map((gate) =>
    suiteOf(
      gate,
      result.findings.filter((finding) => finding.gate === gate.id),
      result.estate.root,
    ),
  );
  const total = sumOf(suites);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: result.tool.name, ...total, time: 0 })}>`,
    ...suites.flatMap(({ gate, cases, ...numbers }) => [
      `  <testsuite${attributes({ name: gate, ...numbers, time: 0, timestamp: result.now.slice(0, 19) })}>`,
      ...cases,
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Numbers {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Suite extends Numbers {
  readonly gate: string;
  readonly cases: readonly string[];
}

function suiteOf(gate: GateResult, findings: readonly Finding[], root: string): Suite {
  if (gate.outcome === 'blocked' || gate.outcome === 'crashed') return unjudged(gate, 'error');
  const bySubject = new Map<string, Finding[]>(gate.examined.map((subject) => [subject, []]));
  for (const finding of findings) {
    addTo(bySubject, finding.subject, finding);
  }
  if (bySubject.size === 0) return unjudged(gate, 'skipped');
  const cases = [...bySubject].map(([subject, about]) => caseOf(gate.id, subject, about, root));
  const failures = [...bySubject.values()].filter((about) => about.some(counts)).length;
  return { gate: gate.id, tests: bySubject.size, failures, errors: 0, skipped: 0, cases };
}

/** A gate that looked at nothing is one case, so that nobody takes its silence for a pass. */
function unjudged({ id, outcome, reason = '' }: GateResult, element: 'error' | 'skipped'): Suite {
  const type = element === 'error' ? { type: outcome } : {};
  const lines = [
    `    <testcase${attributes({ classname: id, name: outcome, time: 0 })}>`,
    `      <${element}${attributes({ message: reason, ...type })}/>`,
    '    </testcase>',
  ];
  const none = { tests: 1, failures: 0, errors: 0, skipped: 0 };
  return { gate: id, ...none, [element === 'error' ? 'errors' : 'skipped']: 1, cases: lines };
}

function caseOf(gate: string, subject: string, about: readonly Finding[], root: string): string {
  const open = about.filter(counts);
  const others = about.filter((finding) => !counts(finding));
  const first = open[0] ?? others[0];
  const place = first ? { file: pathFromGitRoot(root, first.place.file), line: first.place.line } : {};
  const head = `    <testcase${attributes({ classname: gate, name: subject, time: 0, ...place })}`;
  const inner = [...failureOf(open, root), ...othersOf(others, root)];
  return inner.length === 0 ? `${head}/>` : [`${head}>`, ...inner, '    </testcase>'].join('\n');
}

/** One element for all findings about the subject: many readers show only the first of several. */
function failureOf(open: readonly Finding[], root: string): string[] {
  if (open.length === 0) return [];
  const [first] = open;
  const more = open.length > 1 ? ` (and ${open.length - 1} more)` : '';
  const body = open.map((finding) => blockOf(finding, root)).join('\n\n');
  const facts = attributes({ message: `${first!.message}${more}`, type: first!.severity });
  return [`      <failure${facts}>${escaped(body)}</failure>`];
}

const othersOf = (others: readonly Finding[], root: string): string[] =>
  others.length === 0
    ? []
    : [`      <system-out>${escaped(others.map((one) => otherLine(one, root)).join('\n'))}</system-out>`];

/** A finding that fails nothing, and why. */
function otherLine(finding: Finding, root: string): string {
  const { waived } = finding;
  const before = finding.older ? 'older than the change' : 'in the baseline';
  const how = waived
    ? `waived${waived.by === undefined ? '' : ` by ${waived.by}`}: ${waived.reason}`
    : before;
  return `${at(finding.place, root)}: ${finding.message} (${how})`;
}

const blockOf = ({ place, severity, message, fix, related }: Finding, root: string): string =>
  [
    `${at(place, root)}: ${severity}: ${message}`,
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
    ...related.map((one) => `see: ${at(one.place, root)}: ${one.message}`),
  ].join('\n');

const at = ({ file, line, column }: Finding['place'], root: string): string =>
  `${pathFromGitRoot(root, file)}:${line}:${column}`;

function sumOf(suites: readonly Suite[]): Numbers {
  const sum = (key: keyof Numbers) => suites.reduce((total, suite) => total + suite[key], 0);
  return {
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    skipped: sum('skipped'),
  };
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text that XML 1.0 can hold: control characters as visible escapes, what is no character replaced. */
const escaped = (text: string): string =>
  printable(text)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"]/g, (char) => ENTITIES[char]!);
