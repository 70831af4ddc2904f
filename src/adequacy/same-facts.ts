import type { Estate } from '../estate/model/estate.ts';
import { sameValue } from './same-value.ts';

/** Parts that say what there is; the others say who says so, or hold the texts. */
const FACTS = [
  'sites',
  'nodes',
  'guests',
  'strayVmids',
  'siteDisputes',
  'sequences',
  'phases',
  'dependencies',
  'mounts',
  'services',
  'registryHosts',
  'backupTargets',
  'retention',
  'evidence',
  'probes',
  'capabilities',
  'runbooks',
  'scopeDecisions',
  'duplicateRows',
  'danglingReferences',
  'gaps',
  'boundGaps',
  'loops',
  'waivers',
  'scripts',
  'gateScripts',
  'gateRegisters',
  'gateTopologies',
  'packs',
] as const satisfies readonly (keyof Estate)[];

/** Fields that tell where a fact was found, not what it is. */
const PROVENANCE: ReadonlySet<string> = new Set([
  'at',
  'row',
  'rows',
  'mentions',
  'kindEvidence',
  'siteFrom',
  'by',
  'providerStated',
]);

/** Whether two models say the same of every entity, wherever that is declared. */
export const sameFacts = (one: Estate, other: Estate): boolean =>
  FACTS.every((part) => sameValue(one[part], other[part], PROVENANCE));
