import type { ContractKind } from '../../contract/kinds.ts';
import type { Document } from '../../load/document.ts';
import type { BackupObservation, BackupTarget, Evidence, RetentionRule } from './backup.ts';
import type { Capability } from './capability.ts';
import type { Contract, DanglingReference, DuplicateRow, ScopeDecision } from './contract.ts';
import type { Reference } from './entity.ts';
import type { Guest, StrayVmid } from './guest.ts';
import type { Lan } from './lan.ts';
import type { BoundGap, Gap, GapBinding, Loop, WaiverRow } from './loop.ts';
import type { Mount } from './mount.ts';
import type { Node, RegistryHost } from './node.ts';
import type { Dependency, Phase, Sequence } from './order.ts';
import type { EstatePack, GateRegister, GateScript, GateTopology } from './pack.ts';
import type { Probe } from './probe.ts';
import type { Runbook } from './runbook.ts';
import type { Script } from './script.ts';
import type { Service } from './service.ts';
import type { Site, SiteDispute, SiteList } from './site.ts';

/** The model that every gate, plan and report reads. Frozen; in code-point order of keys. */
export interface Estate {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly documents: readonly Document[];
  readonly contracts: readonly Contract[];
  readonly sites: readonly Site[];
  readonly siteLists: readonly SiteList[];
  /** One for each device registry that describes its network. */
  readonly lans: readonly Lan[];
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
