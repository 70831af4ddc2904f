// Generated from schemas/window.record.schema.json by "npm run generate". Edit that instead.

/**
 * One line of `<checkpoint>.journal` after its checksum. A line is `<sha256> <record>`; the checksum covers the one before it, a line feed and the record.
 */
export type RecordOfAWindowSJournal =
  | WindowOpened
  | ProcessStarted
  | GuardsHeld
  | PhaseChanged
  | StepBegun
  | MachineSeen
  | StepActing
  | StepActed
  | StepDone
  | StepFailed
  | StepUndone
  | WindowPaused
  | WindowClosed;

/**
 * The first record of a journal.
 */
export interface WindowOpened {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'open';
  /**
   * Id of the window.
   */
  windowId: string;
  /**
   * Who runs it.
   */
  owner: string;
  /**
   * Capability under which it runs.
   */
  capability: 'infra.maintenance.window' | 'nas.startup' | 'nas.shutdown';
  /**
   * Set where policy was set aside.
   */
  emergency: {
    [k: string]: unknown;
  };
  acknowledgement: Acknowledgement;
  /**
   * Run key of the receipt that stands in for judging the laws.
   */
  receipt: string | null;
  /**
   * The plan, in the format of plan.schema.json.
   */
  plan: {
    /**
     * Version of the plan's format.
     */
    version: 1;
    /**
     * Digest of the plan.
     */
    digest: string;
  };
}
/**
 * What was said of the loss of out-of-band access; the word itself is nowhere.
 */
export interface Acknowledgement {
  /**
   * Whether a word was given.
   */
  provided: boolean;
  /**
   * Whether it was the contract's.
   */
  matches: boolean;
}
/**
 * A process took the window up.
 */
export interface ProcessStarted {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'process';
  /**
   * Its id.
   */
  pid: number;
  /**
   * Its machine.
   */
  host: string;
  /**
   * Whether the window had begun before.
   */
  resumed: boolean;
}
/**
 * What the guards of a phase said.
 */
export interface GuardsHeld {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'guards';
  /**
   * Site id.
   */
  site: string;
  /**
   * Phase of the window.
   */
  phase: 'precheck' | 'shutdown' | 'startup' | 'recovery' | 'verify';
  /**
   * Guards that let it begin.
   *
   * Items: Id of a guard.
   */
  held: string[];
  /**
   * Guards that an emergency set aside.
   *
   * Items: Id of a guard.
   */
  skipped: string[];
  /**
   * Guards that stand against it.
   *
   * Items: Id of a guard.
   */
  refused: string[];
}
/**
 * How a phase of a site stands.
 */
export interface PhaseChanged {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'phase';
  /**
   * Site id.
   */
  site: string;
  /**
   * Phase of the window.
   */
  phase: 'precheck' | 'shutdown' | 'startup' | 'recovery' | 'verify';
  /**
   * How it stands.
   */
  status: 'pending' | 'running' | 'completed' | 'failed';
  /**
   * More about it; may be empty.
   */
  note: string;
}
/**
 * A step is looked at.
 */
export interface StepBegun {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'begin';
  /**
   * Id of the step in the plan.
   */
  step: string;
}
/**
 * The machine was seen to answer before it was switched off.
 */
export interface MachineSeen {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'seen';
  /**
   * Id of the step in the plan.
   */
  step: string;
}
/**
 * From here on the command may have had its effect.
 */
export interface StepActing {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'acting';
  /**
   * Id of the step in the plan.
   */
  step: string;
  /**
   * The command.
   */
  command: string;
}
/**
 * The command has ended.
 */
export interface StepActed {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'acted';
  /**
   * Id of the step in the plan.
   */
  step: string;
  /**
   * What it complained about; empty where it did not.
   */
  said: string;
}
/**
 * The effect is there.
 */
export interface StepDone {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'done';
  /**
   * Id of the step in the plan.
   */
  step: string;
  /**
   * Whether it had to be brought about.
   */
  how: 'acted' | 'already';
  /**
   * What was seen.
   */
  text: string;
}
/**
 * The effect is not there.
 */
export interface StepFailed {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'failed';
  /**
   * Id of the step in the plan.
   */
  step: string;
  /**
   * What was seen.
   */
  text: string;
  /**
   * What a person does next.
   */
  advice: string;
}
/**
 * A finished step whose effect was gone when the window was taken up again.
 */
export interface StepUndone {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'undone';
  /**
   * Id of the step in the plan.
   */
  step: string;
  /**
   * What was seen.
   */
  text: string;
}
/**
 * The window stopped and can be resumed.
 */
export interface WindowPaused {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'paused';
  /**
   * Why.
   */
  text: string;
}
/**
 * The last record of a journal.
 */
export interface WindowClosed {
  /**
   * Number of the record, from 1 on.
   */
  seq: number;
  /**
   * When it was written: ISO 8601, UTC.
   */
  at: string;
  /**
   * What the record tells.
   */
  kind: 'closed';
  /**
   * How it ended.
   */
  how: 'completed' | 'refused' | 'aborted';
  /**
   * Run key of its receipt.
   */
  runKey: string | null;
}
