// Generated from schemas/plan.schema.json by "npm run generate". Edit that instead.

/**
 * What a maintenance run would do, as `gates plan --format json` prints it. The same contracts give the same bytes.
 */
export interface GatesPlan {
  /**
   * Version of this format.
   */
  version: 1;
  estate: PlannedEstate;
  /**
   * Sites of the plan.
   *
   * Items: Site id.
   */
  sites: string[];
  /**
   * What was planned.
   */
  phase: 'precheck' | 'shutdown' | 'startup' | 'recovery' | 'verify' | 'full';
  /**
   * Sites whose hypervisors are powered off.
   *
   * Items: Site id.
   */
  poweroff: string[];
  /**
   * What has to hold before a phase begins.
   */
  guards: Guard[];
  /**
   * The steps, in an order in which they can run.
   */
  steps: Step[];
  /**
   * What is left as it is though somebody might expect a step.
   */
  untouched: Untouched[];
  /**
   * SHA-256 of the RFC 8785 canonical JSON of the plan without this key.
   */
  digest: string;
}
/**
 * The contracts that the plan was made of.
 */
export interface PlannedEstate {
  /**
   * How many they are.
   */
  contracts: number;
  /**
   * SHA-256 over their names and texts.
   */
  sha256: string;
}
/**
 * What has to hold before a phase begins at a site.
 */
export interface Guard {
  /**
   * Guard.
   */
  id:
    | 'lock'
    | 'reachability'
    | 'waker'
    | 'consumers-down'
    | 'maintenance-pack'
    | 'backup-freshness'
    | 'other-guests'
    | 'guest-locks'
    | 'running-jobs'
    | 'pool-health'
    | 'root-disk'
    | 'out-of-band';
  /**
   * Site id.
   */
  site: string;
  /**
   * Phases.
   *
   * @minItems 1
   */
  phases: ('precheck' | 'shutdown' | 'startup' | 'recovery' | 'verify')[];
  /**
   * What it demands.
   */
  text: string;
  place: PlaceJson;
  /**
   * Whether an emergency may skip it.
   */
  policy: boolean;
  /**
   * Whether it refuses; else it informs.
   */
  blocking: boolean;
  /**
   * Where the word stands that stands in for it.
   */
  acknowledgedBy: {
    [k: string]: unknown;
  };
  /**
   * What the contracts alone already say against it.
   */
  objections: Because[];
  /**
   * What is observed.
   *
   * Items: What a step or guard observes.
   */
  checks: {
    [k: string]: unknown;
  }[];
}
/**
 * A span of a file; lines and columns count from 1.
 */
export interface PlaceJson {
  /**
   * Path relative to the estate, with "/".
   */
  file: string;
  /**
   * First line.
   */
  line: number;
  /**
   * First column.
   */
  column: number;
  /**
   * Last line.
   */
  endLine: number;
  /**
   * Column after the last character.
   */
  endColumn: number;
}
/**
 * A reason, with the contract line that gives it.
 */
export interface Because {
  /**
   * In words.
   */
  text: string;
  place: PlaceJson;
}
/**
 * One action: needed where `verify` does not hold yet, done when it does.
 */
export interface Step {
  /**
   * Site, phase, subject and action; the same for the same contracts.
   */
  id: string;
  /**
   * Phase.
   */
  phase: 'precheck' | 'shutdown' | 'startup' | 'recovery' | 'verify';
  /**
   * Site id.
   */
  site: string;
  /**
   * What is done.
   */
  action:
    | 'read-hypervisor'
    | 'read-nas'
    | 'read-guest'
    | 'freeze-backup-jobs'
    | 'thaw-backup-jobs'
    | 'backup-now'
    | 'stop-stack'
    | 'start-stack'
    | 'stop-guest'
    | 'start-guest'
    | 'disable-storage'
    | 'enable-storage'
    | 'await-storage'
    | 'unmount'
    | 'mount'
    | 'power-off-hypervisor'
    | 'wake-hypervisor'
    | 'await-hypervisor'
    | 'stop-nas'
    | 'wake-nas'
    | 'await-export'
    | 'probe'
    | 'postcheck';
  /**
   * What is acted on.
   */
  subject: string;
  /**
   * What is acted on, for people.
   */
  title: string;
  /**
   * Where it runs; null is where the tool runs.
   */
  via: {
    [k: string]: unknown;
  };
  /**
   * What is run.
   */
  argv: string[];
  /**
   * What is run when the deadline was missed; null where the contract does not allow it.
   */
  escalate: {
    [k: string]: unknown;
  };
  /**
   * The packet that is sent.
   */
  wake: {
    [k: string]: unknown;
  };
  wait: Wait;
  /**
   * What is observed.
   */
  verify: {
    [k: string]: unknown;
  };
  /**
   * Steps that must be done before.
   *
   * Items: Step id.
   */
  after: string[];
  /**
   * Why it stands here.
   *
   * @minItems 1
   */
  because: Because[];
}
/**
 * How long a step may take.
 */
export interface Wait {
  /**
   * What the contract expects.
   */
  seconds: number;
  /**
   * After this it has failed.
   */
  deadlineSec: number;
  /**
   * Whether the whole time has to pass, since nothing tells readiness.
   */
  settle: boolean;
  /**
   * How often a step that only looks does so; null where it looks until the deadline.
   */
  looks: {
    [k: string]: unknown;
  };
  /**
   * Why.
   */
  text: string;
  place: PlaceJson;
}
/**
 * Something that is left as it is.
 */
export interface Untouched {
  /**
   * Site id.
   */
  site: string;
  /**
   * What it is.
   */
  subject: string;
  /**
   * Why.
   */
  text: string;
  place: PlaceJson;
}
