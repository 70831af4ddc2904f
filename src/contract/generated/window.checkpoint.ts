// Generated from schemas/window.checkpoint.schema.json by "npm run generate". Edit that instead.

/**
 * The readable state of a window at `checkpoint_path`. It is made from the journal and never read back.
 */
export interface WindowCheckpoint {
  /**
   * Id of the window.
   */
  window_id: string;
  /**
   * Its sites, joined by a comma.
   */
  site: string;
  /**
   * What was planned.
   */
  mode: 'precheck' | 'shutdown' | 'startup' | 'recovery' | 'verify' | 'full';
  /**
   * Always true: a dry run leaves no checkpoint.
   */
  execute: true;
  /**
   * Phase in which it goes on after a stop.
   */
  resume_from: {
    [k: string]: unknown;
  };
  /**
   * Last record: ISO 8601, UTC.
   */
  updated_at: string;
  /**
   * The phases that the plan has.
   *
   * Items: Phase of the window.
   */
  phase_order: ('precheck' | 'shutdown' | 'startup' | 'recovery' | 'verify')[];
  oob_ack: OobAck;
  /**
   * How each phase stands.
   */
  phases: {
    [k: string]: PhaseState;
  };
  /**
   * The first phase that is not completed.
   */
  current_phase: {
    [k: string]: unknown;
  };
  /**
   * How the window stands.
   */
  status: 'running' | 'stopped' | 'completed' | 'refused' | 'aborted';
  /**
   * Finished steps.
   */
  steps_done: number;
  /**
   * Steps of the plan.
   */
  steps_total: number;
  /**
   * Digest of the plan.
   */
  plan_digest: string;
}
/**
 * What was said of the loss of out-of-band access.
 */
export interface OobAck {
  /**
   * Whether the contract's word was given.
   */
  allow_oob_loss: boolean;
  /**
   * Whether a word was given.
   */
  ack_token_provided: boolean;
  /**
   * Whether it was the contract's.
   */
  ack_token_matches_contract: boolean;
}
/**
 * How one phase stands over all sites that have it.
 */
export interface PhaseState {
  /**
   * How it stands.
   */
  status: 'pending' | 'running' | 'completed' | 'failed';
  /**
   * When that changed: ISO 8601, UTC.
   */
  updated_at?: string;
  /**
   * More about it; may be empty.
   */
  note: string;
}
