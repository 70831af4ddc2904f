import type { Argv, Route } from '../plan/route-model.ts';

/** How a command ended, or that it is not known to have run to its end. */
export type Ran =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'unreachable'; readonly reason: Reason; readonly text: string };

/** `connect`: nothing was run. `lost`: what was run may have had its effect. */
export type Reason = 'connect' | 'refused' | 'host-key' | 'lost' | 'timeout' | 'absent';

export interface RunOptions {
  readonly timeoutMs: number;
  readonly stdin?: Buffer;
  readonly signal?: AbortSignal;
}

/** Runs commands on other machines. */
export interface Transport {
  run(route: Route, argv: Argv, options: RunOptions): Promise<Ran>;
}

/** What is tried and run on the machine where this tool runs. */
export interface Here {
  run(argv: Argv, options: RunOptions): Promise<Ran>;
  /** Whether a port takes a connection. */
  knock(host: string, port: number, timeoutMs: number): Promise<boolean>;
  /** Status of an answer over HTTP; undefined without one. */
  status(url: string, timeoutMs: number): Promise<number | undefined>;
  /** Whether a name server answers a question. */
  ask(host: string, port: number, name: string): Promise<boolean>;
}

export interface Time {
  now(): number;
  /** Ends early when the signal is given. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Everything through which a window touches the world. */
export interface World {
  readonly transport: Transport;
  readonly here: Here;
  readonly time: Time;
}
