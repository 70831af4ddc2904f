import type { Waiver } from '../config/waivers.ts';
import type { Finding } from '../finding/finding.ts';
import { compareText } from '../finding/order.ts';
import type { Place } from '../finding/place.ts';
import { printable } from '../finding/printable.ts';
import type { Example, Gate } from '../gate/gate.ts';
import { type GateResult, isAccepted } from '../result/result.ts';
import { countedKinds } from './counted.ts';
import { editText } from './example-edits.ts';
import { type Ink, inkFor } from './ink.ts';

/** A gate, and how it stands in one estate. */
export interface ExplainedGate {
  readonly gate: Gate;
  readonly result: GateResult;
  readonly findings: readonly Finding[];
  /** Sites of what it examined, with how many subjects of each. */
  readonly sites: ReadonlyMap<string, number>;
  /** Of this gate, in force or not. */
  readonly waivers: readonly Waiver[];
  /** Gaps that are bound to it, with their titles. */
  readonly gaps: readonly { readonly id: string; readonly title: string }[];
  readonly packs: readonly string[];
  /** Title of its row in the parity matrix; undefined when it has none. */
  readonly facet: string | undefined;
}

/** How many subjects and findings are listed before the rest is counted. */
const LISTED = 12;

/** Law, harm and fix, what it looks at in this estate and what it found, and what else names it. */
export function explainedGateText(explained: ExplainedGate, colour: boolean): string {
  const ink = inkFor(colour);
  const { gate } = explained;
  const blocks = [
    [`${ink.strong(gate.id)} (${gate.severity})`, printable(gate.title)],
    lawLines(gate, ink),
    hereLines(explained, ink),
    waiverLines(explained.waivers, ink),
    exampleLines(gate, ink),
    linkLines(explained, ink),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function lawLines({ why, fix, unseen, reads, clock }: Gate, ink: Ink): string[] {
  const kinds = reads.length > 0 ? reads.join(', ') : 'every contract';
  return [
    `${ink.strong('why')}: ${printable(why)}`,
    `${ink.strong('fix')}: ${printable(fix)}`,
    ...(unseen === undefined ? [] : [`${ink.strong('does not see')}: ${printable(unseen)}`]),
    `${ink.strong('reads')}: ${kinds}${clock ? '; its verdict depends on the clock' : ''}`,
  ];
}

function hereLines({ result, findings, sites }: ExplainedGate, ink: Ink): string[] {
  const { outcome, examined, reason } = result;
  const paint = outcome === 'passed' ? ink.good : outcome === 'failed' ? ink.error : ink.warning;
  const said = reason === undefined ? '' : `: ${printable(reason)}`;
  const looked = examined.length === 0 ? '' : `; it examined ${countedKinds(examined)}${bySite(sites)}`;
  return [
    `${ink.strong('in this estate')}: ${paint(outcome)}${said}${looked}`,
    ...capped(examined.map((subject) => `  ${printable(subject)}`)),
    ...(findings.length > 0 ? [ink.strong('findings')] : []),
    ...capped(findings.map((finding) => `  ${findingLine(finding)}`)),
  ];
}

function bySite(sites: ReadonlyMap<string, number>): string {
  const counts = [...sites]
    .sort(([a], [b]) => compareText(a, b))
    .map(([site, count]) => `${printable(site)} ${count}`);
  return counts.length === 0 ? '' : ` (${counts.join(', ')})`;
}

function findingLine(finding: Finding): string {
  const accepted = isAccepted(finding) ? ' (accepted)' : '';
  return `${at(finding.place)}: ${finding.severity}: ${printable(finding.message)}${accepted}`;
}

const at = ({ file, line, column }: Place): string => `${printable(file)}:${line}:${column}`;

function capped(lines: readonly string[]): string[] {
  const left = lines.length - LISTED;
  return left > 1 ? [...lines.slice(0, LISTED), `  and ${left} more`] : [...lines];
}

function waiverLines(waivers: readonly Waiver[], ink: Ink): string[] {
  if (waivers.length === 0) return [];
  return [
    ink.strong('waivers'),
    ...waivers.map(({ subject, fingerprint, owner, reason, expires, refusals }) => {
      const force = refusals.length === 0 ? '' : ', NOT IN FORCE';
      const about = subject ?? fingerprint ?? '';
      return `  ${printable(`${about} until ${expires}, by ${owner}${force}: ${reason}`)}`;
    }),
  ];
}

function exampleLines({ examples: { passing, failing } }: Gate, ink: Ink): string[] {
  return [
    ...passing.map(({ name }) => `${ink.good('passes')}: ${printable(name)}`),
    ...failing.map(({ name }) => `${ink.error('fails')}: ${printable(name)}`),
    ...failing.slice(0, 1).flatMap((example) => editLines(example, ink)),
  ];
}

/** The first failing example in full: what has to change in a sound estate for the gate to fail. */
function editLines({ name, edits }: Example, ink: Ink): string[] {
  const lines = edits.flatMap((edit) => editText(edit).split('\n'));
  return [`${printable(name)}:`, ...lines.map((line) => ink.dim(`  ${printable(line)}`))];
}

function linkLines({ gate, gaps, packs, facet }: ExplainedGate, ink: Ink): string[] {
  const docs = gate.own ? gate.own.file : `docs/gates.md#${gate.id.replace('/', '')}`;
  return [
    ...gaps.map(({ id, title }) => `${ink.strong('gap')}: ${printable(`${id} ${title}`)}`),
    `${ink.strong('packs')}: ${packs.map((pack) => printable(pack)).join(', ')}`,
    ...(facet === undefined ? [] : [`${ink.strong('row of gates parity')}: ${facet}`]),
    `${ink.strong('described in')}: ${printable(docs)}`,
    ink.dim(`Next: gates check --gate ${gate.id}`),
  ];
}
