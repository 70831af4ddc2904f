import type { PassFact } from '../../facts.ts';
import { placed } from '../../reading.ts';
import { child, type Syntax } from '../../syntax.ts';
import { absenceOf } from './absence.ts';
import type { Flow } from './endings.ts';
import { guardsOf } from './guards.ts';
import { isPrinted, readsContract } from './lists.ts';
import { noticesOf } from './loops.ts';
import { endsWell } from './status.ts';

/** `out=$(yq ...) || out=`, where all failures hang on something in `out`: a reader that fails is taken for a finding of nothing. */
export function silencedReaders(flow: Flow): PassFact[] {
  const { reading } = flow;
  const kept = reading.nodes.filter((node) => isSilencedReader(node, flow));
  if (kept.length === 0) return [];
  const failures = noticesOf(flow).map((node) => wantedBy(node, flow));
  if (failures.length === 0) return [];
  const hangs = kept.find((node) => failures.every((wanted) => wanted.has(nameOf(node, flow))));
  return hangs ? [{ ...placed(reading, hangs), by: 'no-answer', what: readerIn(hangs, flow) }] : [];
}

function isSilencedReader(node: Syntax, flow: Flow): boolean {
  if (node.type !== 'variable_assignment' || !isPrinted(node)) return false;
  const text = flow.reading.source.slice(node.start, node.end);
  return (
    readsContract(text) &&
    (/\|\|\s*(?:true|:|echo(?:\s+(?:""|''))?)\s*\)["']?$/.test(text) || isForgiven(node, flow))
  );
}

/** The list that it begins goes on well, or with an empty value, where it fails. */
function isForgiven(node: Syntax, flow: Flow): boolean {
  const list = node.parent;
  if (list?.type !== 'list' || list.children[0] !== node) return false;
  const right = list.children.findLast((each) => each.named);
  const text = right ? flow.reading.source.slice(right.start, right.end) : '';
  const isEmptied = new RegExp(`^${nameOf(node, flow)}=(?:""|''|\\(\\))?$`).test(text);
  return list.children.some((each) => each.type === '||') && (isEmptied || endsWell(right, flow));
}

const nameOf = (node: Syntax, { reading }: Flow): string => {
  const name = child(node, 'name');
  return name ? reading.source.slice(name.start, name.end) : '';
};

const readerIn = (node: Syntax, { reading }: Flow): string =>
  /\b(?:yq|jq|python[\d.]*)\b/.exec(reading.source.slice(node.start, node.end))?.[0] ?? '';

/** The variables that have to hold something for a statement to be reached. */
function wantedBy(node: Syntax, { reading, finders }: Flow): Set<string> {
  const atoms = guardsOf(node, reading);
  return new Set(
    atoms.flatMap((atom) => absenceOf({ ...atom, holds: !atom.holds }, finders)?.variable ?? []),
  );
}
