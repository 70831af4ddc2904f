import { packOf } from '../../config/packs.ts';
import type { Gate } from '../../gate/gate.ts';
import { countsAsProof } from '../../loop/verdict.ts';
import { definitionDigest } from '../../receipt/definition.ts';
import { findReceipt } from '../../receipt/find.ts';
import { receiptPlaces } from '../../receipt/places.ts';
import { changedFiles, type ReceiptView, receiptViews } from '../../receipt/view.ts';
import { holds, type Observation, wrong } from '../../window/observation.ts';
import { filesOf } from '../pack-run.ts';
import { trustFrom } from '../receipt/signing.ts';
import { MAINTENANCE, type Setting } from './setting.ts';

/** What a receipt says of evidence and waivers holds only for a while. */
const MOST_HOURS = 24;
const HOUR_MS = 3_600_000;

/** The run key of a receipt that somebody named; a Refusal where there is none. */
export function receiptNamed({ root, prepared }: Setting, named: string | undefined): string | null {
  return named === undefined ? null : findReceipt(receiptPlaces(root, prepared.settings), named).runKey;
}

/** Whether a receipt of the maintenance pack proves what judging the estate now would prove. */
export function receiptObservation(setting: Setting, runKey: string): Observation {
  const { root, prepared } = setting;
  const views = receiptViews(receiptPlaces(root, prepared.settings), trustFrom(root, prepared.settings));
  const view = views.find((one) => one.runKey === runKey);
  const problem = view ? problemOf(setting, view) : 'it cannot be read';
  const advice = 'leave a new one with `gates verify maintenance`, or leave --receipt away';
  if (problem !== undefined) return wrong(`the receipt ${runKey} does not stand in: ${problem}`, advice);
  return holds(`the receipt ${runKey} of ${view!.asOf} stands in for the pack "${MAINTENANCE}"`);
}

function problemOf(setting: Setting, view: ReceiptView): string | undefined {
  const { prepared } = setting;
  if (view.pack !== MAINTENANCE) return `it is of the pack "${view.pack}"`;
  if (view.emergency) return 'it is of an emergency';
  if (view.estate.dirty !== false) return 'it is of a tree that was not committed';
  if (!countsAsProof(view, false)) return 'it does not verify (gates receipt verify)';
  if (view.exitCode !== 0) return 'its pack failed';
  if (view.findings.some((finding) => finding.baselined)) return 'its pack passed by the baseline only';
  return (
    ageProblem(view, prepared.estate.now) ??
    lawProblem(view, packOf(MAINTENANCE, prepared.settings, prepared.catalogue).gates) ??
    fileProblem(setting, view)
  );
}

function ageProblem({ asOf }: ReceiptView, now: number): string | undefined {
  const hours = (now - Date.parse(asOf)) / HOUR_MS;
  if (hours < -0.1) return `it is as of ${asOf}, which is in the future`;
  if (hours <= MOST_HOURS) return undefined;
  return `it is as of ${asOf}, ${Math.round(hours)} h ago; at most ${MOST_HOURS} h`;
}

function lawProblem({ tests }: ReceiptView, gates: readonly Gate[]): string | undefined {
  const other = gates.filter((gate) => tests.get(gate.id)?.definition !== definitionDigest(gate));
  const [first] = other;
  return first && `${other.length} of its laws are others now, or it has not got them, such as ${first.id}`;
}

function fileProblem({ tree, prepared }: Setting, view: ReceiptView): string | undefined {
  const recorded = view.files.filter((file) => file.kind === undefined).map((file) => file.name);
  const changed = changedFiles(view, filesOf(tree, prepared.estate, [], recorded));
  if (changed.length === 0) return undefined;
  return `changed since: ${changed.slice(0, 5).join(', ')}${changed.length > 5 ? ` and ${changed.length - 5} more` : ''}`;
}
