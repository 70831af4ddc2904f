import { Refusal } from '../../finding/refusal.ts';
import type { Plan } from '../../plan/model.ts';
import { runnerIdentity } from '../../receipt/runner.ts';
import { acknowledge, ackToken, redactor } from '../../window/acknowledge.ts';
import type { JournalText } from '../../window/journal.ts';
import type { Acknowledgement, EmergencyUse } from '../../window/record.ts';
import { runWindow, type WindowEnd } from '../../window/run-window.ts';
import type { WindowFiles } from '../../window/window-files.ts';
import { haltOnSignals } from './halt.ts';
import { judgesOf, packJudgement } from './judges.ts';
import { WindowPrinter } from './onlooker.ts';
import { leaveWindowReceipt } from './receipt.ts';
import { type Setting, windowFolder } from './setting.ts';

export interface Execution {
  readonly files: WindowFiles;
  readonly plan: Plan;
  readonly capability: string;
  readonly owner: string;
  readonly emergency: EmergencyUse | null;
  readonly acknowledgement: Acknowledgement;
  /** Run key of the receipt that stands in for judging the laws. */
  readonly receipt: string | null;
  readonly token: string | undefined;
  readonly before: JournalText | null;
}

/** Runs a window; 0 when it was completed, 1 when a guard refused or a step failed. */
export async function execute(setting: Setting, execution: Execution): Promise<0 | 1> {
  const redact = redactor([execution.token, ackToken(setting.prepared.estate)]);
  const judgement = packJudgement(setting);
  const printer = new WindowPrinter(execution.plan, process.stdout, redact);
  const halt = haltOnSignals((text) => printer.note(text));
  const { warn } = setting.voice;
  setting.voice.warn = (text) => printer.beside(() => warn(text));
  try {
    const end = await runWindow({
      ...execution,
      world: setting.world,
      folder: windowFolder(setting),
      judges: judgesOf(setting, judgement, execution.receipt),
      halt,
      onlooker: printer,
      redact,
      conclude: (state, digest, ending) => leaveWindowReceipt(setting, judgement, state, digest, ending),
    });
    printer.line(ending(end));
    return end.ended === 'completed' ? 0 : 1;
  } finally {
    printer.end();
    setting.voice.warn = warn;
    halt.end();
  }
}

function ending({ state, ended }: WindowEnd): string {
  const { windowId } = state.open;
  if (ended === 'stopped') {
    return `Window ${windowId} stopped: ${state.paused}. It keeps its locks.\nNext: gates window resume ${windowId}, or gates window abort ${windowId}`;
  }
  const receipt = state.runKey === null ? '' : `\n${state.runKey}`;
  const words = ended === 'refused' ? 'refused: nothing was done, and the locks are given back' : ended;
  return `Window ${windowId} ${words}.${receipt}`;
}

/** The word of the contract as it was given: as an option, or where no list of processes shows it. */
export const tokenFrom = (option: string | undefined): string | undefined =>
  option ?? (process.env.GATES_ACK_TOKEN || undefined);

export function acknowledged(setting: Setting, token: string | undefined): Acknowledgement {
  const found = acknowledge(setting.prepared.estate, token);
  if (!found.provided || found.matches) return found;
  throw new Refusal(
    'the acknowledgement token is not the one of the contract',
    'It stands in oob_policy.ack_token of the transaction contract. Nothing was done.',
  );
}

export function emergencyFrom(reason: string | undefined): EmergencyUse | null {
  if (reason === undefined) return null;
  if (reason.trim() !== '') return { reason: reason.trim() };
  throw new Refusal(
    '--emergency needs a reason',
    'Say why policy is set aside: --emergency "power is back, UPS low".',
  );
}

export const ownerOf = (): string => runnerIdentity(process.env);
