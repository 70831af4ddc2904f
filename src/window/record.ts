import type { Plan } from '../plan/model.ts';
import type { WindowPhase } from '../plan/phases.ts';

/** What was set aside, and why. */
export interface EmergencyUse {
  readonly reason: string;
}

/** What was said of the loss of out-of-band access; the word itself is nowhere. */
export interface Acknowledgement {
  readonly provided: boolean;
  readonly matches: boolean;
}

/** How a window ended for good. */
export type Ending = 'completed' | 'refused' | 'aborted';

/** One line of a journal, without its number and time. */
export type Entry =
  | {
      readonly kind: 'open';
      readonly windowId: string;
      readonly owner: string;
      readonly capability: string;
      readonly emergency: EmergencyUse | null;
      readonly acknowledgement: Acknowledgement;
      /** Run key of the receipt that stands in for judging the laws. */
      readonly receipt: string | null;
      readonly plan: Plan;
    }
  /** A process took the window up. */
  | { readonly kind: 'process'; readonly pid: number; readonly host: string; readonly resumed: boolean }
  | {
      readonly kind: 'guards';
      readonly site: string;
      readonly phase: WindowPhase;
      readonly held: readonly string[];
      readonly skipped: readonly string[];
      readonly refused: readonly string[];
    }
  | {
      readonly kind: 'phase';
      readonly site: string;
      readonly phase: WindowPhase;
      readonly status: PhaseStatus;
      readonly note: string;
    }
  | { readonly kind: 'begin'; readonly step: string }
  /** The machine was seen to answer before it was switched off. */
  | { readonly kind: 'seen'; readonly step: string }
  /** From here on the command may have had its effect. */
  | { readonly kind: 'acting'; readonly step: string; readonly command: string }
  | { readonly kind: 'acted'; readonly step: string; readonly said: string }
  | { readonly kind: 'done'; readonly step: string; readonly how: 'acted' | 'already'; readonly text: string }
  | { readonly kind: 'failed'; readonly step: string; readonly text: string; readonly advice: string }
  /** A finished step whose effect was gone when the window was taken up again. */
  | { readonly kind: 'undone'; readonly step: string; readonly text: string }
  | { readonly kind: 'paused'; readonly text: string }
  | { readonly kind: 'closed'; readonly how: Ending; readonly runKey: string | null };

export type PhaseStatus = 'pending' | 'running' | 'completed' | 'failed';

export type Numbered = Entry & { readonly seq: number; readonly at: string };
