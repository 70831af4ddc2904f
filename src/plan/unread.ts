import type { ContractKind } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import { readsStopOrder } from './phases.ts';
import type { Planning } from './planning.ts';

/** Contracts that decide what is started, in which order, and how it is reached. */
const DECIDING: ReadonlySet<ContractKind> = new Set<ContractKind>([
  'topology.sites',
  'startup.sequencing',
  'vm.lifecycle',
  'infra.maintenance.transaction.contract',
  'infra.storage.placement.policy',
  'ssh.targets',
]);

/** Contracts that add addresses, mounts, stacks and probes. */
const ADDING: ReadonlySet<ContractKind> = new Set<ContractKind>([
  'infra.placement.policy',
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

/** Evidence, gaps and the estate's own gates say nothing about steps. */
export const readByPlans = ({ kind }: Document): boolean => DECIDING.has(kind) || ADDING.has(kind);

/**
 * A contract that did not load may hide a guest, a mount or an order, so nothing is stopped without it. To start again,
 * after a loss of power, the deciding ones are enough; the plan names the others.
 */
export function refuseUnread(planning: Planning): void {
  for (const document of planning.estate.documents) {
    const problem = document.loaded || !readByPlans(document) ? undefined : fatalOf(document);
    if (!problem) continue;
    const text = `${document.file} did not load: ${problem.message}`;
    if (DECIDING.has(document.kind) || readsStopOrder(planning.scope.phase))
      planning.refuse(text, problem.at);
    else leaveOut(planning, document, text, problem.at);
  }
}

function leaveOut(
  planning: Planning,
  { file }: Document,
  text: string,
  at: Parameters<Planning['leave']>[3],
): void {
  const site = planning.scope.sites[0]!.id;
  planning.leave(site, `contract ${file}`, `${text}; nothing of it is in this plan`, at);
}

const fatalOf = ({ problems }: Document) => problems.find((problem) => problem.fatal) ?? problems[0];
