import type { Estate } from '../estate/model/estate.ts';
import { compareText } from '../finding/order.ts';
import { sameValue } from './same-value.ts';

/** Parts that say what there is; the others say who says so, or hold the texts. */
const FACTS = [
  'sites',
  'lans',
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

/** Fields that tell where a fact was found, or repeat what another part says. */
const PROVENANCE: readonly string[] = [
  'at',
  'row',
  'rows',
  'mentions',
  'kindEvidence',
  'siteFrom',
  'by',
  'providerStated',
  'facetStated',
  'backupTargetName',
  'registry',
  'overlay',
  'mac',
  'tags',
];

/** Of some parts, fields from which others that stay were derived. */
const DERIVED_FROM: { readonly [P in (typeof FACTS)[number]]?: readonly string[] } = {
  probes: ['host', 'hostBesideNode'],
  registryHosts: ['kind', 'site'],
  sequences: ['retired', 'templates'],
  mounts: ['source', 'storage'],
  scripts: ['read'],
};

/** Whether two models say the same of every entity, wherever that is declared; `but` leaves fields of a part out. */
export function sameFacts(one: Estate, other: Estate, but: typeof DERIVED_FROM = {}): boolean {
  return FACTS.every((part) => {
    const except = new Set([...PROVENANCE, ...(DERIVED_FROM[part] ?? []), ...(but[part] ?? [])]);
    const [items, others] = [inOrder(one[part]), inOrder(other[part])];
    return (
      items.length === others.length &&
      items.every((item, index) => sameValue(fieldsOf(item), fieldsOf(others[index]), except))
    );
  });
}

/** What an entity says itself; other entities that it leads to are parts of their own. */
function fieldsOf(entity: unknown): Record<string, unknown> {
  const fields = Object.entries(entity as Record<string, unknown>).map(([name, value]) => {
    const isOther = value !== null && typeof value === 'object' && 'subject' in value;
    return [name, isOther ? value.subject : value];
  });
  return Object.fromEntries(fields);
}

/** Entities by what they are about: the order of a part tells only where each was declared first. */
function inOrder(part: readonly object[]): readonly object[] {
  const nameOf = (item: object) => ('subject' in item ? String(item.subject) : '');
  return [...part].sort((a, b) => compareText(nameOf(a), nameOf(b)));
}
