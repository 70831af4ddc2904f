import { printable } from '../finding/printable.ts';
import { nothingJudged } from '../result/exit-code.ts';
import { counts, type GateResult, type Result } from '../result/result.ts';
import type { Ink } from './ink.ts';

/** What a run counted, which gates did not judge and why, and what to do next. */
export function summaryLines(result: Result, clock: string, ink: Ink): string[] {
  return [
    ...unjudged(result.gates, ink),
    ...countLines(result, clock, ink),
    ...unsited(result),
    ...unshown(result),
    ...next(result, ink),
  ];
}

/** What a run counted, of which sites, and at what time. */
export const countLines = (result: Result, clock: string, ink: Ink): string[] => [
  `${findingsWords(result, ink)} ${gatesWords(result)}`,
  `${sitesWords(result)}, judged at ${result.now} (${clock}).`,
];

const didNotJudge = (gate: GateResult): boolean => gate.outcome !== 'passed' && gate.outcome !== 'failed';

/** A line each; many vacuous gates, as a young estate has them, would push the findings off the screen. */
function unjudged(gates: readonly GateResult[], ink: Ink): string[] {
  const vacuous = gates.filter((gate) => gate.outcome === 'vacuous');
  if (vacuous.length <= MOST_LINES) return gates.filter(didNotJudge).map((gate) => notJudged(gate, ink));
  const others = gates.filter((gate) => didNotJudge(gate) && gate.outcome !== 'vacuous');
  return [...others.map((gate) => notJudged(gate, ink)), vacuousLine(vacuous, ink)];
}

const MOST_LINES = 5;

function vacuousLine(gates: readonly GateResult[], ink: Ink): string {
  const families = new Map<string, number>();
  for (const { id } of gates) {
    const family = id.split('/', 1)[0]!;
    families.set(family, (families.get(family) ?? 0) + 1);
  }
  const words = [...families].map(([family, count]) => `${count} of ${family}`).join(', ');
  return `${ink.warning('vacuous')}: ${gates.length} gates have nothing to examine: ${printable(words)}; \`gates check --list\` names them.`;
}

function notJudged(gate: GateResult, ink: Ink): string {
  const paint = gate.outcome === 'crashed' ? ink.error : ink.warning;
  return `${paint(gate.outcome)}: ${gate.id}: ${printable(gate.reason ?? '')}`;
}

function findingsWords(result: Result, ink: Ink): string {
  const { errors, warnings, waived, baselined } = result.summary;
  const total = errors + warnings;
  const older = result.against ? `, ${result.summary.older ?? 0} older than the change` : '';
  const hidden = `, ${waived} waived, ${baselined} in the baseline${older}`;
  const detail = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}${hidden}`;
  const head = plural(total, 'finding');
  return `${total === 0 ? ink.good(head) : ink.strong(head)} (${detail}).`;
}

function gatesWords(result: Result): string {
  const { passed, failed, vacuous, blocked, crashed } = result.summary;
  const counts = `${passed} passed, ${failed} failed, ${vacuous} vacuous, ${blocked} blocked, ${crashed} crashed`;
  return `${plural(result.gates.length, 'gate')}: ${counts}.`;
}

/** As many sites as a line has room for. */
const NAMED_SITES = 8;

function sitesWords({ sites }: Result): string {
  if (sites.length === 0) return plural(0, 'site');
  const named = sites.slice(0, NAMED_SITES).join(', ');
  const more = sites.length > NAMED_SITES ? ` and ${sites.length - NAMED_SITES} more` : '';
  return `${plural(sites.length, 'site')} (${printable(named)}${more})`;
}

/** Most laws hold sites to a standard: without one they say nothing, and a run that finds nothing is no good news. */
const unsited = ({ sites }: Result): string[] =>
  sites.length > 0
    ? []
    : ['No contract declares a site, so no site was held to the standard: begin with topology.sites.yaml.'];

/** What the counts hold and the report does not show. */
function unshown({ summary: { older = 0, fixed = 0 }, findings }: Result): string[] {
  const hidden = older > 0 && !findings.some((finding) => finding.older);
  return [
    ...(hidden ? [`${plural(older, 'finding')} older than the change: \`--all\` shows them.`] : []),
    ...(fixed > 0
      ? [`${fixed} in the baseline no longer found: \`gates baseline prune\` takes them out.`]
      : []),
  ];
}

function next(result: Result, ink: Ink): string[] {
  if (result.against && result.gates.length === 0) return [ink.dim('No gate reads what the change changes.')];
  if (result.against && !result.findings.some(counts)) return [];
  if (nothingJudged(result)) return [ink.error('Nothing was judged: this is no pass.')];
  if (!result.findings.some(counts)) return [];
  const debt =
    result.against && (result.against.commit === null || result.findings.filter(counts).length >= MUCH);
  const stage = result.against ? ' stage the edit if the index is judged,' : '';
  return [
    ink.dim(`Next: mend the first finding,${stage} then run the same command again.`),
    ...(debt ? [ink.dim(OLD_DEBT)] : []),
  ];
}

/** So many findings of one change are rarely what it broke. */
const MUCH = 20;

const OLD_DEBT =
  'Is this old debt that comes in at once? `gates baseline write` records it, and from then on only new findings fail.';

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
