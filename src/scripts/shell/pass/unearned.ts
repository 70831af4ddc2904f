import type { PassFact } from '../../facts.ts';
import { placed } from '../../reading.ts';
import type { Syntax } from '../../syntax.ts';
import { isCondition } from '../steps/clauses.ts';
import { type Absence, absenceOf } from './absence.ts';
import { type Ending, type Flow, isMessage } from './endings.ts';
import { guardsOf } from './guards.ts';

const SKIPS =
  /skip|nothing to|not applicable|\bn\/a\b|no-op|unavailable|not (installed|found|available)|missing/i;
const PRAISES = /\b(pass(ed|es)?|clean|gone|absent|removed|retired)\b/i;
/** Lists of what was found wrong, which may well be empty. */
const FINDINGS =
  /viol|miss|bad|fail|err|diff|hit|offend|match|problem|issue|unknown|stale|found|drift|broken|result|output|change|dup|orphan|extra|stray|leak|dirty|staged/i;

/** Ends that report success where something needed for judging is absent. */
export function unearnedPasses(flow: Flow): PassFact[] {
  return flow.endings.flatMap((end) => {
    if (end.code !== 0 || !isBare(end.node, flow)) return [];
    const absence = absences(end.node, flow).find((each) => isSkipped(each, end, flow));
    return absence
      ? [{ ...placed(flow.reading, end.node), by: REASONS[absence.of], what: absence.what }]
      : [];
  });
}

const REASONS: Readonly<Record<Absence['of'], PassFact['by']>> = {
  tool: 'missing-tool',
  file: 'missing-file',
  folder: 'missing-file',
  value: 'empty-input',
  count: 'empty-input',
  answer: 'no-answer',
};

/** What is absent where a statement is reached. */
export function absences(node: Syntax, flow: Flow): Absence[] {
  const atoms = guardsOf(node, flow.reading);
  // Where another program was found to do the work, the absence of the first one is no harm.
  const found = atoms.findIndex(
    (atom) => absenceOf({ ...atom, holds: !atom.holds }, flow.finders)?.of === 'tool',
  );
  return atoms.slice(0, found < 0 ? undefined : found).flatMap((atom) => {
    const absence = absenceOf(atom, flow.finders);
    return absence ? [soughtTool(absence, flow) ?? absence] : [];
  });
}

/** `YQ=$(command -v yq)`: an empty variable, or what it names not being there, is a missing program. */
function soughtTool({ variable }: Absence, { reading }: Flow): Absence | undefined {
  if (variable === undefined) return undefined;
  const sought = new RegExp(
    `\\b${variable}=["']?(?:\\$\\(|\`)\\s*(?:command -v|which|type -P)\\s+([\\w.-]+)`,
  );
  const tool = sought.exec(reading.source)?.[1];
  return tool === undefined ? undefined : { of: 'tool', what: tool };
}

function isSkipped(absence: Absence, end: Ending, flow: Flow): boolean {
  const said = speechOf(end, flow);
  switch (absence.of) {
    case 'tool':
      return true;
    case 'file':
      return (
        (end.how === 'exit' || isConstant(absence, flow)) &&
        (!PRAISES.test(said) || SKIPS.test(said) || isReadLater(absence, end, flow))
      );
    case 'value':
      return (
        end.how === 'exit' && !isFindings(absence, flow) && (SKIPS.test(said) || isWalked(absence, flow))
      );
    case 'folder':
    case 'count':
    case 'answer':
      return end.how === 'exit' && !isFindings(absence, flow) && SKIPS.test(said);
  }
}

/** Whether a list holds what a search has found, which may well be nothing. */
function isFindings({ variable }: Absence, { reading }: Flow): boolean {
  if (variable === undefined) return false;
  const searched = new RegExp(`\\b${variable}=["']?(?:\\$\\(|\`)\\s*(?:git|find|grep|rg|ls|diff|comm)\\b`);
  return FINDINGS.test(variable) || searched.test(reading.source);
}

/** The file is what the checks after it look into, so that its absence is no good news. */
function isReadLater({ variable, what }: Absence, { node }: Ending, { reading }: Flow): boolean {
  const rest = reading.source.slice(node.end);
  return variable === undefined ? rest.includes(what) : new RegExp(`\\$\\{?${variable}\\b`).test(rest);
}

/** A return from a function skips a check for good only if the file is always the same one. */
const isConstant = ({ variable, what }: Absence, flow: Flow): boolean =>
  variable === undefined ? !what.includes('$') : assignsPath(variable, flow);

function assignsPath(variable: string, { reading }: Flow): boolean {
  return new RegExp(
    `^(?:readonly\\s+|declare\\s+(?:-\\w+\\s+)*)?${variable}=\\S*\\.(?:ya?ml|json|md)\\b`,
    'm',
  ).test(reading.source);
}

/** The list is what the checks go through, so that without it nothing is checked. */
function isWalked({ variable }: Absence, { reading }: Flow): boolean {
  if (variable === undefined) return false;
  const name = `\\$\\{?${variable}\\b`;
  return new RegExp(`\\bin\\s+"?${name}|<<<\\s*"?${name}`).test(reading.source);
}

/** What is said in the block that ends here, and to the function that ends it. Names of variables say nothing. */
function speechOf({ node, through }: Ending, { reading }: Flow): string {
  const block = blockOf(node);
  const start = block.children.find((each) => each.type === 'then')?.start ?? block.start;
  const text = reading.source.slice(start, node.end);
  return `${through ?? ''} ${text.replace(/\$\{?[\w#@*[\]:-]+\}?|\[\[?[^\]\n]{0,255}\]\]?/g, ' ')}`;
}

function blockOf(node: Syntax): Syntax {
  const { parent } = node;
  return parent &&
    /^(compound_statement|subshell|list|if_statement|elif_clause|else_clause)$/.test(parent.type)
    ? parent
    : node;
}

/** Whether nothing but messages stands between the condition and the end: no other way of looking was taken. */
function isBare(node: Syntax, { reading }: Flow): boolean {
  const before = blockOf(node).children.filter(
    (each) => each.named && !isCondition(each) && each.end <= node.start,
  );
  return (
    node.parent?.type === 'list' ||
    before.every((each) => isMessage(each, reading) || /assignment|comment/.test(each.type))
  );
}
