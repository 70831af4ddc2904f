/** A command as a list of words; no shell reads it here. Empty where nothing is run. */
export type Argv = readonly string[];

/** One machine on the way. Null leaves the choice to the user's own ssh configuration. */
export interface Hop {
  readonly id: string;
  readonly host: string;
  readonly user: string | null;
  readonly port: number | null;
}

/** How a machine is reached over ssh. */
export interface Route extends Hop {
  /** Another address of the same machine, for when the first does not answer. */
  readonly fallback: string | null;
  /** First hop first. */
  readonly jump: readonly Hop[];
  readonly connectTimeoutSec: number | null;
  /** `StrictHostKeyChecking` as the contract says. */
  readonly hostKeyChecking: string | null;
  readonly knownHostsFile: string | null;
}
