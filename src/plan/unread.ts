import type { ContractKind } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import type { Planning } from './planning.ts';

/** The contracts that a plan is made of. Evidence, gaps and the estate's own gates say nothing about steps. */
export const PLAN_KINDS: ReadonlySet<ContractKind> = new Set<ContractKind>([
  'topology.sites',
  'startup.sequencing',
  'vm.lifecycle',
  'infra.maintenance.transaction.contract',
  'infra.storage.placement.policy',
  'infra.placement.policy',
  'ssh.targets',
  'docker.compose.targets',
  'services.health',
  'service.registry',
  'capabilities',
  'backup.inventory',
  'proxmox.inventory',
  'device.registry',
  'hardware.inventory',
  'network.devices.ledger',
]);

export const readByPlans = (document: Document): boolean => PLAN_KINDS.has(document.kind);

/** A contract that did not load may hide a guest, a mount or an order: no plan is made around it. */
export function refuseUnread(planning: Planning): void {
  for (const document of planning.estate.documents) {
    const problem = document.loaded || !readByPlans(document) ? undefined : fatalOf(document);
    if (problem) planning.refuse(`${document.file} did not load: ${problem.message}`, problem.at);
  }
}

const fatalOf = ({ problems }: Document) => problems.find((problem) => problem.fatal) ?? problems[0];
