import type { Place } from '../finding/place.ts';
import type { Subject } from '../finding/subject.ts';
import type { Action } from './actions.ts';
import type { Check } from './check.ts';
import type { PlanPhase, WindowPhase } from './phases.ts';
import type { Argv, Route } from './route-model.ts';

/** A reason, with the contract line that gives it. */
export interface Because {
  readonly text: string;
  readonly place: Place;
}

/** How often a step that only looks does so. */
export interface Looks {
  readonly attempts: number;
  /** For one look. */
  readonly timeoutSec: number;
  /** Between two. */
  readonly backoffSec: number;
  /** So long after the last start of its site a look that fails does not count. */
  readonly graceSec: number;
  /** False: where it fails, the window says so and goes on. */
  readonly strict: boolean;
}

/** How long a step may take. */
export interface Wait {
  /** What the contract expects it to take. */
  readonly seconds: number;
  /** After this it has failed. */
  readonly deadlineSec: number;
  /** True where nothing tells readiness, so that the whole time has to pass. */
  readonly settle: boolean;
  /** Null where it looks until the deadline. */
  readonly looks: Looks | null;
  readonly text: string;
  readonly place: Place;
}

/** A magic packet, sent by the machine that `via` names. */
export interface Wake {
  readonly macs: readonly string[];
  readonly broadcast: string;
  readonly port: number;
  readonly times: number;
  readonly everySec: number;
}

/** One action. It is needed only where `verify` does not hold yet, and done when it does. */
export interface Step {
  /** `<site>/<phase>/<subject>/<action>`, the same for the same contracts. */
  readonly id: string;
  readonly phase: WindowPhase;
  readonly site: string;
  readonly action: Action;
  readonly subject: Subject;
  /** For people: what is acted on. */
  readonly title: string;
  /** Null: where this tool runs. */
  readonly via: Route | null;
  readonly argv: Argv;
  /** What to run when `argv` missed its deadline; null where the contract does not allow it. */
  readonly escalate: Argv | null;
  readonly wake: Wake | null;
  readonly wait: Wait;
  readonly verify: Check;
  readonly after: readonly string[];
  readonly because: readonly Because[];
}

export const GUARD_IDS = [
  'lock',
  'reachability',
  'waker',
  'consumers-down',
  'maintenance-pack',
  'backup-freshness',
  'other-guests',
  'guest-locks',
  'running-jobs',
  'pool-health',
  'root-disk',
  'out-of-band',
] as const;

export type GuardId = (typeof GUARD_IDS)[number];

/** What has to hold before a phase may begin at a site. */
export interface Guard {
  readonly id: GuardId;
  readonly site: string;
  readonly phases: readonly WindowPhase[];
  /** In words: what it demands. */
  readonly text: string;
  readonly place: Place;
  /** A policy guard may be skipped in an emergency; the others never. */
  readonly policy: boolean;
  /** False: it informs and does not block. */
  readonly blocking: boolean;
  /** Where the word stands that stands in for this guard; the word itself is never in a plan. */
  readonly acknowledgedBy: Place | null;
  /** What the contracts alone already say against it. */
  readonly objections: readonly Because[];
  readonly checks: readonly Check[];
}

/** What the plan leaves as it is though somebody might expect a step. */
export interface Untouched extends Because {
  readonly site: string;
  readonly subject: Subject;
}

/** What a maintenance run would do: a pure function of the contracts. */
export interface Plan {
  readonly version: 1;
  /** SHA-256 over the names and texts of the contracts that a plan reads, and how many they are. */
  readonly estate: { readonly contracts: number; readonly sha256: string };
  readonly sites: readonly string[];
  readonly phase: PlanPhase;
  readonly poweroff: readonly string[];
  readonly guards: readonly Guard[];
  readonly steps: readonly Step[];
  readonly untouched: readonly Untouched[];
  /** SHA-256 over all of this without the digest, in RFC 8785 canonical JSON. */
  readonly digest: string;
}
