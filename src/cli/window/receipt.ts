import { packOf } from '../../config/packs.ts';
import type { PackRun } from '../../receipt/build-statement.ts';
import { canonicalJson, sha256 } from '../../receipt/canonical.ts';
import { leaveReceipt } from '../../receipt/leave.ts';
import { demandLedgerHeader } from '../../receipt/ledger.ts';
import { receiptPlaces } from '../../receipt/places.ts';
import { runnerIdentity } from '../../receipt/runner.ts';
import type { Ending } from '../../window/record.ts';
import type { WindowState } from '../../window/window-state.ts';
import { judged } from '../judgement.ts';
import { packRun } from '../pack-run.ts';
import { type PackJudgement, windowIdentity } from './judges.ts';
import { MAINTENANCE, type Setting } from './setting.ts';
import { windowText } from './text.ts';

/** Leaves the receipt of an ended window; returns its run key. */
export async function leaveWindowReceipt(
  setting: Setting,
  judgement: PackJudgement,
  state: WindowState,
  journalDigest: string,
  ending: Ending,
): Promise<string> {
  const places = receiptPlaces(setting.root, setting.prepared.settings);
  demandLedgerHeader(places.ledger, places.shown.ledger);
  const run = windowRun(setting, judgement, state, ending);
  const configuration = [...run.configuration, ...windowDigests(state, journalDigest, ending)];
  return leaveReceipt(places, { ...run, configuration }, windowText(state), undefined);
}

/** The laws are part of the receipt where a guard asked for them; a start after a power loss asks for none. */
function windowRun(setting: Setting, judgement: PackJudgement, state: WindowState, ending: Ending): PackRun {
  const { tree, prepared } = setting;
  const pack = packOf(MAINTENANCE, prepared.settings, prepared.catalogue);
  const { emergency, receipt } = state.open;
  const asked =
    emergency === null &&
    receipt === null &&
    state.plan.guards.some((guard) => guard.id === 'maintenance-pack');
  const run = packRun(
    tree,
    prepared,
    asked ? pack : { ...pack, gates: [], required: [] },
    asked ? judgement() : judged(tree, prepared, windowIdentity(setting), []),
    {
      capability: state.open.capability,
      runner: runnerIdentity(process.env),
      startedAt: Date.parse(state.startedAt),
    },
  );
  return {
    ...run,
    exitCode: ending === 'completed' ? 0 : 1,
    ...(emergency && { emergency: { reason: emergency.reason, skipped: [...state.skipped] } }),
  };
}

function windowDigests(state: WindowState, journal: string, ending: Ending): PackRun['configuration'] {
  const results = Object.fromEntries(
    state.plan.steps.map(({ id }) => {
      const past = state.steps.get(id);
      return [id, past ? `${past.status}${past.how ? ` (${past.how})` : ''}: ${past.text}` : 'not begun'];
    }),
  );
  const { windowId, owner, receipt } = state.open;
  return [
    { name: 'plan', digest: { sha256: state.plan.digest } },
    {
      name: 'journal',
      digest: { sha256: journal },
      annotations: { window: windowId, owner, ended: ending, ...(receipt !== null && { receipt }) },
    },
    { name: 'steps', digest: { sha256: sha256(canonicalJson(results)) }, annotations: results },
  ];
}
