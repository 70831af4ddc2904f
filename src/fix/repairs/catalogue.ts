import type { Repair } from '../repair.ts';
import { countGaps, countGates, countSeverities } from './counts.ts';
import { nasCapability, sayVerified, widenLimit } from './decisions.ts';
import { declareEdge, declareResolver, nameProvider } from './dependencies.ts';
import { probeClass, probeExports } from './probes.ts';
import { nameBackupTarget, placeGuest, registerGuest, registerNas } from './rows.ts';
import { moveThing, sameSet, sequenceNas, sequenceThing, startInPhase } from './sequencing.ts';
import { declareRecovery, limitBackupAge, listCompose, listSite, maintenanceRow } from './sites.ts';

/** How the findings of a gate are mended, by the id of the gate; those of other gates only people mend. */
export const REPAIRS: Readonly<Record<string, Repair>> = {
  'backups/limits-hold': widenLimit,
  'contracts/verified': sayVerified,
  'guests/after-resolver': declareResolver,
  'guests/backed-up': nameBackupTarget,
  'guests/carrier-sequenced': sequenceThing,
  'guests/in-executor-lists': startInPhase,
  'guests/orders-same-set': sameSet,
  'guests/placed': placeGuest,
  'guests/registered': registerGuest,
  'guests/sequenced': sequenceThing,
  'loops/counts-hold': countGaps,
  'loops/summary-holds': countSeverities,
  'mounts/edge-declared': declareEdge,
  'mounts/order-respected': moveThing,
  'mounts/provider-declared': nameProvider,
  'nas/before-consumers': moveThing,
  'nas/export-probe': probeExports,
  'nas/registered': registerNas,
  'nas/sequenced': sequenceNas,
  'nas/start-capability': nasCapability('start'),
  'nas/stop-capability': nasCapability('stop'),
  'packs/counts-are-right': countGates,
  'sites/backup-limit-declared': limitBackupAge,
  'sites/compose-targets-listed': listCompose,
  'sites/lists-agree': listSite,
  'sites/maintenance-row': maintenanceRow,
  'sites/probe-classes': probeClass,
  'sites/recovery-declared': declareRecovery,
};
