import type { Waiver } from '../config/waivers.ts';
import type { ContractKind } from '../contract/kinds.ts';
import type { Severity } from '../finding/finding.ts';
import type { Anchor } from '../finding/place.ts';
import type { Subject } from '../finding/subject.ts';
import type { Document } from '../load/document.ts';
import type { LoadProblem } from '../load/problem.ts';
import type { ScriptFacts } from '../scripts/read.ts';

/** Whatever a gate can examine: something with a name and the place where it was declared. */
export interface Entity {
  readonly subject: Subject;
  readonly at: Anchor;
  readonly site?: string;
}

/** A value that a contract states, with its place. */
export interface Stated<T> {
  readonly value: T;
  readonly at: Anchor;
}

/** A node id, or `<site>/<VMID>` for a guest. */
export type Reference = string;

export type SiteStatus = 'active' | 'planned' | 'retired';

/** A place with one LAN. Source: topology.sites, joined with the transaction contract. */
export interface Site extends Entity {
  readonly id: string;
  readonly name?: string;
  readonly status: SiteStatus;
  readonly lan?: Stated<string>;
  readonly vmidRange?: Stated<{ readonly from: number; readonly to: number }>;
  readonly timezone?: Stated<string>;
  /** Node ids of this site. */
  readonly hypervisors: readonly string[];
  readonly nas: readonly string[];
  readonly maintenance?: SiteMaintenance;
  /** The key that holds this site's out-of-band policy, where one is written. */
  readonly oobPolicy?: Anchor;
  /** `oob_policy.<site>.requires_guard_pass_or_onsite_ack` of the transaction contract. */
  readonly oobPolicySwitch?: Stated<boolean>;
}

/** The site's row in infra.maintenance.transaction.contract. Hours and seconds as named. */
export interface SiteMaintenance {
  readonly at: Anchor;
  readonly hostId?: Stated<string>;
  readonly requiresRecovery?: Stated<boolean>;
  readonly requiresOobGuard?: Stated<boolean>;
  /** One number for all, or hours by classification of the target. */
  readonly backupMaxAgeHours?: Stated<number | Readonly<Record<string, number>>>;
  readonly waker?: Stated<string>;
  readonly broadcast?: Stated<string>;
  readonly escalateStop?: Stated<boolean>;
  readonly guestStopTimeoutSec?: Stated<number>;
  readonly nasStop?: Stated<readonly string[]>;
  readonly offObserver?: Stated<string>;
  readonly lockHost?: Stated<string>;
  readonly oob?: Oob;
}

export interface Oob {
  readonly at: Anchor;
  readonly devices: readonly {
    readonly id: string;
    readonly tcpAny: readonly number[];
    readonly at: Anchor;
  }[];
  readonly survivesPoweroffOf: readonly Stated<string>[];
}

/** A list of sites in any contract, for comparing the lists with each other. */
export interface SiteList {
  /** In words, such as the file's base name and the key. */
  readonly name: string;
  readonly kind: ContractKind;
  /** The key of the list. */
  readonly at: Anchor;
  readonly entries: readonly Stated<string>[];
  /** True when every active site has to be in it. */
  readonly complete: boolean;
}

export type NodeKind = 'hypervisor' | 'nas' | 'network' | 'oob' | 'workstation' | 'device';

/** What has power and an address. Keyed by its id over all contracts. */
export interface Node extends Entity {
  readonly id: string;
  readonly kind: NodeKind;
  /** Other names: hostnames, registry ids, aliases. */
  readonly names: readonly string[];
  readonly addresses: readonly Stated<string>[];
  readonly overlayAddresses: readonly Stated<string>[];
  readonly macs: readonly Stated<string>[];
  /** Contracts that state a row for it. */
  readonly rows: readonly { readonly kind: ContractKind; readonly at: Anchor }[];
  readonly ssh?: SshTarget;
  readonly registry?: RegistryHost;
}

export interface SshTarget {
  readonly id: string;
  readonly at: Anchor;
  readonly host?: string;
  readonly overlay?: string;
  readonly user?: string;
  readonly port?: number;
  readonly probeVia?: string;
  readonly mac?: string;
  readonly tags: readonly string[];
}

/** Bindings that put one host at different sites. */
export interface SiteDispute extends Entity {
  readonly id: string;
  readonly statements: readonly Stated<string>[];
}

/** `hosts.<id>` of SERVICE_REGISTRY. */
export interface RegistryHost {
  readonly id: string;
  readonly at: Anchor;
  readonly kind?: Stated<string>;
  readonly site?: Stated<string>;
  readonly domain?: Stated<string>;
  readonly terminalRole?: Stated<string>;
  readonly slo?: Stated<unknown>;
}

export type GuestKind = 'qemu' | 'lxc';
export type GuestState = 'active' | 'planned' | 'template' | 'retired';

/** A contract's word on a guest's kind. */
export interface KindEvidence {
  readonly kind: GuestKind;
  /** `declared`: a lifecycle row; `inventory`; `list`: vm_ids or lxc_ids of a v4 phase, storage row; `glob`: a backup file pattern. */
  readonly strength: 'declared' | 'inventory' | 'list' | 'glob';
  readonly at: Anchor;
  /** What stands there, for messages. */
  readonly text: string;
}

/** A contract's mention of a guest. */
export interface GuestMention {
  readonly kind: ContractKind;
  /** In words, such as `row`, `startup_order`, `backup glob`. */
  readonly what: string;
  readonly at: Anchor;
}

/** A VM or container: any VMID that any contract knows for a site. Key: `<site>/<VMID>`. */
export interface Guest extends Entity {
  readonly key: Reference;
  readonly vmid: number;
  readonly site: string;
  readonly hostname?: string;
  /** Hostname, ssh id and other ids under which contracts know it. */
  readonly names: readonly string[];
  /** Undefined when nothing tells it. */
  readonly guestKind?: GuestKind;
  readonly kindEvidence: readonly KindEvidence[];
  readonly kindDisputed: boolean;
  readonly state: GuestState;
  /** Its row in vm.lifecycle, where it has one. */
  readonly row?: Anchor;
  readonly status?: Stated<string>;
  readonly hypervisor?: Stated<string>;
  readonly owner?: Stated<string>;
  readonly role?: string;
  readonly stacks: readonly string[];
  readonly services: readonly string[];
  readonly addresses: readonly Stated<string>[];
  readonly overlayAddresses: readonly Stated<string>[];
  /** `backup_target` of the lifecycle row. */
  readonly backupTargetName?: Stated<string>;
  readonly storage?: Anchor;
  readonly ssh?: SshTarget;
  readonly mentions: readonly GuestMention[];
}

/** A VMID that stands in a contract but could be assigned to no site. */
export interface StrayVmid {
  readonly vmid: number;
  readonly kind: ContractKind;
  readonly what: string;
  readonly at: Anchor;
}

/** An entry of an order list or of a phase. */
export interface OrderEntry {
  /** The text that stands there. */
  readonly text: string;
  readonly at: Anchor;
  /** What it resolves to, where it does. */
  readonly guest?: Reference;
  readonly node?: string;
  readonly vmid?: number;
}

/** The order lists of one site in startup.sequencing. Places of absent lists are the site's key. */
export interface Sequence extends Entity {
  readonly site: string;
  /** 3: `<site>_vm_lifecycle`, guests only; 4: `lifecycle.<site>`, nodes and guests. */
  readonly version: 3 | 4;
  readonly active?: OrderList;
  readonly startup?: OrderList;
  readonly shutdown?: OrderList;
  readonly templates: readonly OrderEntry[];
  readonly retired: readonly OrderEntry[];
}

export interface OrderList {
  readonly at: Anchor;
  readonly name: string;
  readonly entries: readonly OrderEntry[];
}

export interface Phase {
  readonly site: string;
  readonly number: number;
  readonly label: string;
  readonly at: Anchor;
  readonly hosts: readonly PhaseHost[];
}

export interface PhaseHost {
  readonly at: Anchor;
  readonly target?: OrderEntry;
  readonly vmIds: readonly OrderEntry[];
  readonly lxcIds: readonly OrderEntry[];
  readonly stacks: readonly string[];
  readonly waitAfterSec?: number;
  readonly healthProbes: readonly Stated<string>[];
}

/** A declared edge: the consumer needs the provider up. */
export interface Dependency {
  readonly consumer: Stated<Reference>;
  readonly provider: Stated<Reference>;
  readonly via: 'nfs' | 'dns' | 'order';
  readonly mount?: string;
  readonly required: boolean;
  readonly at: Anchor;
  /** What the references resolve to; absent when they resolve to nothing. */
  readonly consumerEntity?: Node | Guest;
  readonly providerEntity?: Node | Guest;
}

/** An NFS path used by a node or guest. Key: `<consumer>:<path>`. */
export interface Mount extends Entity {
  readonly key: string;
  readonly path: string;
  /** `address:/export` as written, where written. */
  readonly source?: string;
  /** Storage id of `/mnt/pve/<id>`, where that is how it is named. */
  readonly storage?: string;
  readonly consumer?: Node | Guest;
  readonly consumerText: string;
  readonly provider?: Node | Guest;
  /** The provider as a contract states it; undefined when it was derived from an address, or not found. */
  readonly providerStated?: Stated<string>;
}

/** A row of SERVICE_REGISTRY services. */
export interface Service extends Entity {
  readonly id: string;
  readonly host?: Stated<string>;
  readonly status: string;
  readonly on?: Node | Guest;
}

export interface BackupTarget extends Entity {
  readonly name: string;
  readonly enabled: boolean;
  readonly facet: 'vm' | 'app';
  readonly facetStated?: Stated<string>;
  /** Guests it protects, by stated references, by its glob, or by a lifecycle row that names it. */
  readonly guests: readonly Reference[];
  /** References that resolve to nothing. */
  readonly danglingGuests: readonly Stated<string>[];
  /** Where the files are: the node or guest, and its site. */
  readonly host?: Stated<string>;
  readonly destinationSite?: string;
  /** The site of what it protects. */
  readonly site?: string;
  /** True when both sites are known and differ. */
  readonly offsite: boolean;
  readonly basePath?: Stated<string>;
  readonly glob?: Stated<string>;
  /** Hours after which its newest copy counts as stale. */
  readonly staleAfterHours?: Stated<number>;
  readonly classification?: string;
  /** How often it is written, where any contract tells. */
  readonly period?: SchedulePeriod;
  /** A schedule it names that no contract knows. */
  readonly danglingSchedule?: Stated<string>;
}

/** Longest distance of two runs of a schedule, and how long a run may take; hours. */
export interface SchedulePeriod {
  readonly hours: number;
  readonly durationHours: number;
  /** In words: the job, class or event, and its cron or frequency. */
  readonly text: string;
  readonly at: Anchor;
}

/** A rule by which old copies go away. */
export interface RetentionRule {
  readonly text: string;
  readonly at: Anchor;
  readonly sites: readonly string[];
}

/** What was observed of the backups: the freshness snapshot, or the older posture snapshot (counts only). */
export interface Evidence {
  readonly kind: 'backup.freshness.snapshot' | 'backup.posture.snapshot';
  readonly at: Anchor;
  /** ISO 8601; milliseconds since the epoch in `observedMs`. */
  readonly observedAt?: Stated<string>;
  readonly observedMs?: number;
  /** The evidence's own limit, hours. */
  readonly maxAgeHours: number;
  readonly observations: readonly BackupObservation[];
  readonly counts?: {
    readonly total: number;
    readonly ok: number;
    readonly degraded: number;
    readonly at: Anchor;
  };
}

export interface BackupObservation {
  readonly target: string;
  readonly at: Anchor;
  readonly state: string;
  readonly newestAt?: Stated<string>;
  readonly newestMs?: number;
  readonly sizeBytes?: number;
}

export type ProbeClass = 'hypervisor' | 'storage-export' | 'dns' | 'service';

/** An endpoint of services.health. `site` is the site of the host that it looks at. */
export interface Probe extends Entity {
  readonly id: string;
  readonly enabled: boolean;
  readonly class: ProbeClass;
  readonly kind: 'http' | 'tcp' | 'nfs' | 'dns';
  readonly url?: string;
  readonly host?: Stated<string>;
  readonly on?: Node | Guest;
}

export interface Capability extends Entity {
  readonly id: string;
  readonly command?: Stated<string>;
  /** The command's words; empty when it has none. */
  readonly argv: readonly string[];
  readonly executable?: Executable;
  readonly safety?: string;
  readonly approval?: string;
  readonly lifecycle?: string;
  readonly requires: readonly Stated<string>[];
  readonly observability: boolean;
  readonly facet: string;
  /** Sites of what it acts on or observes. */
  readonly sites: readonly string[];
  readonly nodes: readonly Stated<string>[];
  /** Stated references and site ids that resolve to nothing. */
  readonly dangling: readonly Stated<string>[];
  /** How the sites were found: stated fields, or names in the command and text; undefined when no site was found. */
  readonly siteFrom?: 'stated' | 'derived';
}

/** The file that a command runs: its first word, or the script of an interpreter. */
export interface Executable {
  /** Relative to the estate's root; undefined when the command is a program on PATH. */
  readonly path?: string;
  readonly exists: boolean;
  readonly runnable: boolean;
  /** True when the command is this tool's own. */
  readonly own: boolean;
  /** A file without a single byte. */
  readonly empty?: true;
}

export interface Runbook extends Entity {
  readonly file: string;
  readonly title: string;
  readonly sites: readonly {
    readonly site: string;
    readonly at: Anchor;
    readonly by: 'stated' | 'hypervisor';
  }[];
  readonly preChecks?: Anchor;
  readonly hardStops?: Anchor;
  readonly rollback?: Anchor;
  /** Hours that its text demands of the newest backup. */
  readonly backupMaxAgeHours?: Stated<number>;
}

/** A written decision that leaves something out of a contract's scope; shown with findings, never silencing them. */
export interface ScopeDecision {
  readonly kind: ContractKind;
  readonly text: string;
  readonly at: Anchor;
  /** Sites that its text names. */
  readonly sites: readonly string[];
}

export type GapSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** A known defect: a row of operational.gaps. Words are in lower case, whatever their case in the register. */
export interface Gap extends Entity {
  readonly id: string;
  readonly title: string;
  /** Title, description and the place it is about, for people and for suggestions. */
  readonly text: string;
  readonly severity?: Stated<GapSeverity>;
  readonly status?: Stated<string>;
  /** Its status says that nothing is left to do. */
  readonly closed: boolean;
  /** `parent_loop` and `loop`. */
  readonly parentLoops: readonly Stated<string>[];
  readonly fixedIn?: Stated<string>;
  readonly resolution?: Stated<string>;
  readonly notes?: Stated<string>;
  readonly lock?: Stated<string>;
  readonly runKeys: readonly Stated<string>[];
  readonly doc?: Stated<string>;
}

/** A line of gap.gates: what must hold for a gap to be proven. */
export interface GapBinding {
  readonly gap: string;
  readonly gate: string;
  readonly subject?: string;
  readonly site?: string;
  readonly file?: string;
  readonly at: Anchor;
}

/** A gap of gap.gates with its bindings. */
export interface BoundGap extends Entity {
  readonly id: string;
  readonly bindings: readonly GapBinding[];
}

/** A gap that a loop lists. */
export interface LinkedGap {
  /** The register's spelling where the register has it. */
  readonly id: string;
  readonly at: Anchor;
  /** The heading above it, without its count. */
  readonly group?: string;
  /** What the line itself says; the register is what counts. */
  readonly severity?: Stated<GapSeverity>;
  readonly state?: Stated<string>;
  readonly text: string;
}

/** A number in a loop's prose that claims to count its gaps, with the number that are listed. */
export interface GapCount {
  readonly claimed: number;
  readonly listed: number;
  readonly at: Anchor;
  /** In words: the heading or the sentence that claims. */
  readonly where: string;
}

/** A number that claims to count the gaps of one severity. */
export interface SeverityCount {
  readonly claimed: number;
  readonly severity: GapSeverity;
  readonly at: Anchor;
}

/** An item of the success criteria or of the definition of done. */
export interface Criterion {
  readonly text: string;
  readonly at: Anchor;
  /** Of a checkbox: whether it is ticked. */
  readonly ticked?: boolean;
}

/** A scope that lists gaps and closes when they are proven closed. */
export interface Loop extends Entity {
  readonly id: string;
  readonly file: string;
  readonly status?: Stated<string>;
  readonly closed: boolean;
  readonly owner?: string;
  readonly objective?: string;
  /** Headings below which gaps are listed, in order, without their counts. */
  readonly groups: readonly string[];
  /** Each gap once, where it is listed first. */
  readonly gaps: readonly LinkedGap[];
  /** Gaps that are listed again. */
  readonly repeated: readonly LinkedGap[];
  /** Counts in headings and prose. */
  readonly counts: readonly GapCount[];
  /** The summary by severity: its heading and its numbers. */
  readonly summary?: { readonly at: Anchor; readonly counts: readonly SeverityCount[] };
  readonly successCriteria: readonly Criterion[];
  readonly definitionOfDone: readonly Criterion[];
  /** Run keys below the receipts heading. */
  readonly runKeys: readonly Stated<string>[];
}

/** An accepted risk, in force or not; its subject is the file that holds it. */
export interface WaiverRow extends Entity {
  readonly waiver: Waiver;
}

/** A check of the estate's own: a row of gate.registry. */
export interface GateScript extends Entity {
  readonly id: string;
  readonly name?: Stated<string>;
  readonly category?: Stated<string>;
  readonly description: string;
  readonly severity?: Stated<string>;
  readonly retired: boolean;
  /** Checked by the runner itself. */
  readonly inline: boolean;
  /** Cannot fail a run, on purpose. */
  readonly reportsOnly: boolean;
  readonly checkScript?: Stated<string>;
  /** The file that `check_script` names. */
  readonly executable?: Executable;
  /** Gates that it is made of. */
  readonly compositeOf: readonly Stated<string>[];
  /** The gate that runs it. */
  readonly compositeParent?: Stated<string>;
}

/** A file of gate.registry: what it says of its own rows. */
export interface GateRegister extends Entity {
  readonly file: string;
  readonly counts: { readonly [K in 'total' | 'active' | 'retired']?: Stated<number> };
  readonly categories: readonly Stated<string>[];
  /** Whether it declares categories at all. */
  readonly categoriesAt?: Anchor;
  readonly gates: readonly GateScript[];
}

/** A named set of the estate's own gates: a domain of gate.domain.profiles, or the core list of the topology. */
export interface EstatePack extends Entity {
  readonly id: string;
  readonly from: 'domain' | 'core';
  readonly gates: readonly Stated<string>[];
}

/** A row of the topology's `gate_assignments`. */
export interface GateAssignment {
  readonly gate: Stated<string>;
  readonly at: Anchor;
  readonly primary?: Stated<string>;
  readonly secondary: readonly Stated<string>[];
}

/** A file of gate.execution.topology. */
export interface GateTopology extends Entity {
  readonly file: string;
  readonly assignments: readonly GateAssignment[];
  readonly assignmentsAt: Anchor;
  readonly domains: readonly Stated<string>[];
  readonly domainsAt: Anchor;
  readonly releaseSequence: readonly Stated<string>[];
  readonly coreGates: readonly Stated<string>[];
  readonly coreLimit?: Stated<number>;
  /** Whether its rules demand a primary domain for every active gate. */
  readonly demandsPrimary: boolean;
}

/** A governed file. */
export interface Contract extends Entity {
  readonly file: string;
  readonly kind: ContractKind;
  readonly loaded: boolean;
  readonly problems: readonly LoadProblem[];
  /** When it says it was last verified or updated, as written. */
  readonly verified?: Stated<string>;
}

/** Two rows with one key, in one file or over several. */
export interface DuplicateRow {
  readonly kind: ContractKind;
  readonly collection: string;
  readonly key: string;
  readonly at: Anchor;
  readonly first: Anchor;
}

/** A reference from one contract into another that resolves to nothing. */
export interface DanglingReference {
  readonly kind: ContractKind;
  /** In words: which field. */
  readonly field: string;
  readonly value: string;
  /** In words: what it should have named. */
  readonly expected: string;
  readonly known: readonly string[];
  readonly at: Anchor;
  readonly severity: Severity;
}

/** A shell or Python script that can matter, read into facts. Key: its path. */
export interface Script extends Entity {
  readonly path: string;
  readonly facts: ScriptFacts;
}

/** The model that every gate, plan and report reads. Frozen; in code-point order of keys. */
export interface Estate {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly documents: readonly Document[];
  readonly contracts: readonly Contract[];
  readonly sites: readonly Site[];
  readonly siteLists: readonly SiteList[];
  readonly nodes: readonly Node[];
  readonly siteDisputes: readonly SiteDispute[];
  readonly guests: readonly Guest[];
  readonly strayVmids: readonly StrayVmid[];
  readonly sequences: readonly Sequence[];
  readonly phases: readonly Phase[];
  readonly dependencies: readonly Dependency[];
  readonly mounts: readonly Mount[];
  readonly services: readonly Service[];
  readonly registryHosts: readonly RegistryHost[];
  readonly backupTargets: readonly BackupTarget[];
  readonly retention: readonly RetentionRule[];
  readonly evidence: readonly Evidence[];
  readonly probes: readonly Probe[];
  readonly capabilities: readonly Capability[];
  readonly runbooks: readonly Runbook[];
  readonly scopeDecisions: readonly ScopeDecision[];
  readonly duplicateRows: readonly DuplicateRow[];
  readonly danglingReferences: readonly DanglingReference[];
  readonly gaps: readonly Gap[];
  readonly boundGaps: readonly BoundGap[];
  /** Read from their texts only when somebody asks. */
  readonly loops: readonly Loop[];
  readonly waivers: readonly WaiverRow[];
  /** Whether the configuration forbids to waive a gate. */
  readonly unwaivable: (gate: string) => boolean;
  /** Empty unless they were read, see `withScripts`. */
  readonly scripts: readonly Script[];
  /** How many scripts the estate has, those that cannot matter included. */
  readonly scriptsFound: number;
  readonly gateScripts: readonly GateScript[];
  readonly gateRegisters: readonly GateRegister[];
  readonly gateTopologies: readonly GateTopology[];
  readonly packs: readonly EstatePack[];
  readonly index: EstateIndex;
}

/** Look-ups over the model; every one in constant time. */
export interface EstateIndex {
  readonly site: (id: string) => Site | undefined;
  readonly node: (id: string) => Node | undefined;
  readonly guest: (key: Reference) => Guest | undefined;
  /** A node or guest by node id, `<site>/<VMID>`, or one of its names when only one thing has it. */
  readonly named: (name: string) => Node | Guest | undefined;
  /** A node or guest by one of its addresses. */
  readonly addressed: (address: string) => Node | Guest | undefined;
  /** The one declared site whose LAN holds the address. */
  readonly siteOfAddress: (address: string) => string | undefined;
  readonly guestsOf: (site: string) => readonly Guest[];
  readonly nodesOf: (site: string) => readonly Node[];
  readonly sequenceOf: (site: string) => Sequence | undefined;
  readonly phasesOf: (site: string) => readonly Phase[];
  readonly targetsOfGuest: (key: Reference) => readonly BackupTarget[];
  readonly target: (name: string) => BackupTarget | undefined;
  readonly observation: (target: string) => BackupObservation | undefined;
  readonly capability: (id: string) => Capability | undefined;
  /** By id, whatever its case; a number without the register's prefix where only one gap has it. */
  readonly gap: (id: string) => Gap | undefined;
  readonly bindingsOf: (gap: string) => readonly GapBinding[];
  readonly script: (path: string) => Script | undefined;
  /** Documents of a kind that loaded. */
  readonly loaded: (kind: ContractKind) => readonly Document[];
}
