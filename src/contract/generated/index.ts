// Generated from the schemas by "npm run generate". Edit that instead.

import type { BackupCalendar } from './backup.calendar.ts';
import type { BackupFreshnessSnapshot } from './backup.freshness.snapshot.ts';
import type { BackupInventory } from './backup.inventory.ts';
import type { BackupPostureSnapshot } from './backup.posture.snapshot.ts';
import type { BackupSchedule } from './backup.schedule.ts';
import type { Capabilities } from './capabilities.ts';
import type { DeviceRegistry } from './device.registry.ts';
import type { ComposeTargets } from './docker.compose.targets.ts';
import type { GapGates } from './gap.gates.ts';
import type { GateBaseline } from './gate.baseline.ts';
import type { GateDomainProfiles } from './gate.domain.profiles.ts';
import type { GateExecutionTopology } from './gate.execution.topology.ts';
import type { GateRegistry } from './gate.registry.ts';
import type { GateWaivers } from './gate.waivers.ts';
import type { GatesConfiguration } from './gates.ts';
import type { HardwareInventory } from './hardware.inventory.ts';
import type { MaintenanceTransactionContract } from './infra.maintenance.transaction.contract.ts';
import type { PlacementPolicy } from './infra.placement.policy.ts';
import type { StoragePlacementPolicy } from './infra.storage.placement.policy.ts';
import type { LoopScope } from './loop.scope.ts';
import type { NetworkDeviceLedger } from './network.devices.ledger.ts';
import type { OperationalGaps } from './operational.gaps.ts';
import type { OwnGate } from './own.gate.ts';
import type { ProxmoxInventory } from './proxmox.inventory.ts';
import type { RebootRunbook } from './reboot.runbook.ts';
import type { ServiceRegistry } from './service.registry.ts';
import type { ServiceHealthEndpoints } from './services.health.ts';
import type { SSHTargets } from './ssh.targets.ts';
import type { StartupSequencing } from './startup.sequencing.ts';
import type { TopologySites } from './topology.sites.ts';
import type { VMLifecycle } from './vm.lifecycle.ts';

/** The plain data of a contract, by its kind. */
export interface ContractTypes {
  'backup.calendar': BackupCalendar;
  'backup.freshness.snapshot': BackupFreshnessSnapshot;
  'backup.inventory': BackupInventory;
  'backup.posture.snapshot': BackupPostureSnapshot;
  'backup.schedule': BackupSchedule;
  'capabilities': Capabilities;
  'device.registry': DeviceRegistry;
  'docker.compose.targets': ComposeTargets;
  'gap.gates': GapGates;
  'gate.baseline': GateBaseline;
  'gate.domain.profiles': GateDomainProfiles;
  'gate.execution.topology': GateExecutionTopology;
  'gate.registry': GateRegistry;
  'gate.waivers': GateWaivers;
  'gates': GatesConfiguration;
  'hardware.inventory': HardwareInventory;
  'infra.maintenance.transaction.contract': MaintenanceTransactionContract;
  'infra.placement.policy': PlacementPolicy;
  'infra.storage.placement.policy': StoragePlacementPolicy;
  'loop.scope': LoopScope;
  'network.devices.ledger': NetworkDeviceLedger;
  'operational.gaps': OperationalGaps;
  'own.gate': OwnGate;
  'proxmox.inventory': ProxmoxInventory;
  'reboot.runbook': RebootRunbook;
  'service.registry': ServiceRegistry;
  'services.health': ServiceHealthEndpoints;
  'ssh.targets': SSHTargets;
  'startup.sequencing': StartupSequencing;
  'topology.sites': TopologySites;
  'vm.lifecycle': VMLifecycle;
}
