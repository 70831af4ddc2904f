import type { Estate } from '../estate/model/estate.ts';
import type { Gap, GapBinding } from '../estate/model/loop.ts';
import type { Finding } from '../finding/finding.ts';
import type { LawFindings } from '../gate/gate.ts';
import type { GovernedFile } from '../receipt/governed.ts';
import { changedInputs, inputsHold, type ReceiptView } from '../receipt/view.ts';
import { isAbout } from '../result/bound.ts';
import { isRetired } from './retired.ts';
import { type Standing, standingOf } from './standing.ts';

export type VerdictWord =
  | 'unproven'
  | 'open'
  | 'false-closure'
  | 'accepted-risk'
  | 'quiet'
  | 'stale'
  | 'proven';

/** The receipts of an estate, and what its governed files are now. */
export interface ReceiptShelf {
  /** Newest first. */
  readonly views: readonly ReceiptView[];
  readonly now: readonly GovernedFile[];
}

export const NO_RECEIPTS: ReceiptShelf = { views: [], now: [] };

/** What may be said of a gap, and on what ground. */
export interface Verdict {
  readonly gap: string;
  readonly word: VerdictWord;
  /** In words, one each. */
  readonly reasons: readonly string[];
  /** Findings that keep it open or that somebody accepted. */
  readonly findings: readonly Finding[];
  /** Run keys of the receipts that prove it, or that did before something changed. */
  readonly runKeys: readonly string[];
}

export interface Ground {
  readonly estate: Estate;
  readonly laws: LawFindings;
  readonly shelf: ReceiptShelf;
  /** Whether only receipts signed by a trusted key count. */
  readonly signed: boolean;
}

/** The verdict on a gap; the first that fits, in the order that keeps silence from passing for proof. */
export function verdictOn(id: string, ground: Ground): Verdict {
  const row = ground.estate.index.gap(id);
  const standing = standingOf(id, ground.estate, ground.laws);
  const base = { gap: row?.id ?? id, findings: [] as readonly Finding[], runKeys: [] as readonly string[] };
  if (standing.unproven.length > 0) return { ...base, word: 'unproven', reasons: standing.unproven };
  const said =
    standing.failing.length + standing.accepted.length === 0 ? proofOf(id, ground) : found(row, standing);
  return { ...base, ...said };
}

type Said = Pick<Verdict, 'word' | 'reasons'> & Partial<Verdict>;

function found(row: Gap | undefined, { failing, accepted }: Standing): Said {
  if (failing.length === 0)
    return { word: 'accepted-risk', findings: accepted, reasons: accepted.map(acceptance) };
  const messages = failing.map((finding) => finding.message);
  if (!row?.closed) return { word: 'open', findings: failing, reasons: messages };
  const says = `the register says ${row.status?.value ?? 'closed'}`;
  return { word: 'false-closure', findings: failing, reasons: [says, ...messages] };
}

const acceptance = ({ waived }: Finding): string =>
  `accepted by ${waived?.by ?? '?'} until ${waived?.expires ?? '?'}: ${waived?.reason ?? ''}`;

/** How a binding is proven by receipts. */
interface Proof {
  readonly state: 'quiet' | 'stale' | 'proven';
  readonly gate: string;
  readonly runKey?: string;
  /** Files that changed since. */
  readonly changed?: readonly string[];
}

function proofOf(id: string, ground: Ground): Said {
  const proofs = ground.estate.index.bindingsOf(id).map((binding) => proofOfBinding(binding, ground));
  const word =
    (['quiet', 'stale'] as const).find((state) => proofs.some((proof) => proof.state === state)) ?? 'proven';
  const short = proofs.filter((proof) => proof.state === word);
  return {
    word,
    reasons: word === 'proven' ? [] : [word === 'quiet' ? noReceipt(short) : outdated(short)],
    runKeys: distinct(proofs.flatMap((proof) => proof.runKey ?? [])),
  };
}

function noReceipt(proofs: readonly Proof[]): string {
  const gates = distinct(proofs.map((proof) => proof.gate));
  return `no receipt of a clean tree shows that ${gates.join(' and ')} hold${gates.length === 1 ? 's' : ''}`;
}

function outdated(proofs: readonly Proof[]): string {
  const files = distinct(proofs.flatMap((proof) => proof.changed ?? []));
  const gates = distinct(proofs.map((proof) => proof.gate));
  return `${files.join(', ') || 'what was read'} changed since ${gates.join(' and ')} held in ${distinct(proofs.flatMap((proof) => proof.runKey ?? [])).join(', ')}`;
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

/** The newest receipt that still holds, else the newest that held. */
function proofOfBinding(binding: GapBinding, ground: Ground): Proof {
  const { shelf } = ground;
  const able = shelf.views.filter(
    (view) => provesGaps(view, ground.signed) && clears(view, binding, ground.estate),
  );
  const holding = able.find((view) => inputsHold(view.tests.get(binding.gate)!, shelf.now));
  const { gate } = binding;
  if (holding) return { state: 'proven', gate, runKey: holding.runKey };
  const newest = able[0];
  if (!newest) return { state: 'quiet', gate };
  return { state: 'stale', gate, runKey: newest.runKey, changed: changedInputs(newest, gate, shelf.now) };
}

/** Whether a receipt may prove anything: whole, of a committed tree, no emergency, and signed where that is demanded. */
export function countsAsProof(view: ReceiptView, signed: boolean): boolean {
  return (
    view.differences.length === 0 &&
    view.estate.dirty === false &&
    !view.emergency &&
    (!signed || view.signature.state === 'verified')
  );
}

/** What held as of another day may be broken today. */
export const provesGaps = (view: ReceiptView, signed: boolean): boolean =>
  countsAsProof(view, signed) && !view.otherDay;

/** Whether the bound gate looked at what is bound and found nothing that stands against it. */
function clears(view: ReceiptView, { gate, subject, site, file }: GapBinding, estate: Estate): boolean {
  const test = view.tests.get(gate);
  if (!test || (test.outcome !== 'passed' && test.outcome !== 'failed')) return false;
  if (subject !== undefined && !test.examined.includes(subject as never) && !isRetired(subject, estate))
    return false;
  return !view.findings.some(
    (finding) =>
      finding.gate === gate &&
      (subject === undefined || isAbout(subject, finding)) &&
      (site === undefined || finding.site === site) &&
      (file === undefined || finding.file === file),
  );
}
