import type { ContractKind } from '../../contract/kinds.ts';
import type { Estate } from '../model/estate.ts';
import type { GateScript } from '../model/pack.ts';
import { oncePerEstate, oncePerThing } from './once.ts';
import { activeGuests, governedNas } from './standard.ts';

/** What a gate says it looks after, and the contracts that govern that. */
export interface GateClaim {
  readonly subject: string;
  readonly kinds: readonly ContractKind[];
}

interface Claimable {
  readonly subject: string;
  readonly words: RegExp;
  /** Contracts that govern the subject in this estate. */
  readonly governs: (estate: Estate) => readonly ContractKind[];
  /** Contracts that a claim of one aspect may be about, besides. */
  readonly aspects?: readonly ContractKind[];
  /** Whether the bare subject claims all of it; else only words such as "governed" do. */
  readonly whole: boolean;
}

const SUBJECTS: readonly Claimable[] = [
  { subject: 'the NAS', words: /\bnas\b|\bnetwork[- ]attached\b/i, governs: nasKinds, whole: true },
  {
    subject: 'guests',
    words: /\b(?:guests?|lxcs?|vms?|virtual machines?)\b/i,
    governs: (estate) =>
      activeGuests(estate).length === 0
        ? []
        : ['vm.lifecycle', 'startup.sequencing', 'infra.storage.placement.policy', 'backup.inventory'],
    aspects: ['service.registry'],
    whole: false,
  },
  {
    subject: 'backups',
    words: /\bbackups?\b/i,
    governs: (estate) => (estate.backupTargets.length > 0 ? ['backup.inventory'] : []),
    aspects: ['backup.schedule', 'backup.calendar', 'vm.lifecycle'],
    whole: true,
  },
  {
    subject: 'mounts',
    words: /\b(?:nfs|mounts?)\b/i,
    governs: (estate) =>
      estate.mounts.length > 0 ? ['infra.storage.placement.policy', 'startup.sequencing'] : [],
    whole: true,
  },
  {
    subject: 'the out-of-band path',
    words: /\b(?:oob|out[- ]of[- ]band|bmc|ipmi|idrac|ilo)\b/i,
    governs: (estate) =>
      estate.sites.some((site) => site.maintenance?.oob ?? site.oobPolicy)
        ? ['infra.maintenance.transaction.contract']
        : [],
    whole: true,
  },
  {
    subject: 'probes',
    words: /\bprobes?\b|\bhealth (?:endpoints?|checks?)\b/i,
    governs: (estate) => (estate.probes.length > 0 ? ['services.health'] : []),
    whole: true,
  },
];

/** The catalogue of what a NAS needs, as far as this estate has it; its mounts and its address only where they are written. */
function nasKinds(estate: Estate): ContractKind[] {
  const nas = governedNas(estate);
  if (nas.length === 0) return [];
  const mounted = estate.mounts.some(
    (mount) => mount.provider !== undefined && nas.includes(mount.provider as never),
  );
  const registered = nas.some((each) => each.rows.some((row) => row.kind === 'device.registry'));
  return [
    'startup.sequencing',
    'service.registry',
    'capabilities',
    'services.health',
    ...(mounted ? (['infra.storage.placement.policy'] as const) : []),
    ...(registered ? (['device.registry'] as const) : []),
  ];
}

/** Words by which a gate narrows its claim to one aspect, and the contract that holds it. */
const ASPECTS: readonly (readonly [RegExp, ContractKind])[] = [
  [/\b(?:order(?:ed)?|sequenc\w*|phases?|before|after|first|last)\b/i, 'startup.sequencing'],
  [/\b(?:capabilit\w*|shut ?down|start(?:up|able)?|stop(?:pable)?|power\w*)\b/i, 'capabilities'],
  [/\b(?:regist\w+|slo|terminal)\b/i, 'service.registry'],
  [/\b(?:prob\w+|health\w*|exports?|reachab\w*)\b/i, 'services.health'],
  [/\b(?:mount\w*|nfs|placed|placement|storage|depend\w*|edges?)\b/i, 'infra.storage.placement.policy'],
  [/\b(?:macs?|wake\w*|wol)\b/i, 'device.registry'],
  [
    /\b(?:backups?|backed up|copies|retention|prun\w+|evidence|fresh\w*|stale|observed|degraded)\b/i,
    'backup.inventory',
  ],
  [/\bschedul\w+/i, 'backup.schedule'],
  [/\bcalendar\b/i, 'backup.calendar'],
  [/\blifecycle|owner\w*\b/i, 'vm.lifecycle'],
];
const GENERAL = /\b(?:govern\w*|lifecycle|cover\w*|complete|standard|parity|baseline|everywhere)\b/i;

/** What a gate claims by its name; by its description where the name says nothing of the kind. */
export const claimsOf = oncePerThing((estate, gate: GateScript): readonly GateClaim[] => {
  const name = plain(gate.name?.value ?? '');
  const text = plain(gate.description);
  const byName = SUBJECTS.filter((each) => each.words.test(name));
  const claimed = byName.length > 0 ? byName : SUBJECTS.filter((each) => saysAll(each, text)).slice(0, 1);
  return claimed.flatMap((each) => {
    const kinds = narrowed(each, name, text, estate).filter((kind) => hasContract(estate, kind));
    return kinds.length > 0 ? [{ subject: each.subject, kinds }] : [];
  });
});

const plain = (text: string): string => text.replace(/[_.-]+/g, ' ');

/** A description claims a subject when it speaks of all of it: "every NAS", "no guest", "the NAS is". */
function saysAll({ words, subject }: Claimable, text: string): boolean {
  const match = words.exec(text);
  if (!match) return false;
  const before = text.slice(0, match.index);
  return subject === 'the NAS' || /\b(?:every|each|all|no|any)\s+(?:\w+\s+){0,2}$/i.test(before);
}

/** The aspects that the claim speaks of; all that governs the subject where it names none. */
function narrowed(claim: Claimable, name: string, text: string, estate: Estate): readonly ContractKind[] {
  const governing = governingKinds(estate)(claim);
  const rest = (claim.words.test(name) ? name : text).replace(claim.words, ' ');
  const isNarrow = ASPECTS.some(([words]) => words.test(rest)) && !GENERAL.test(rest);
  if (!isNarrow) return claim.whole || GENERAL.test(name) ? governing : [];
  const both = `${rest} ${text.replace(claim.words, ' ')}`;
  const possible = new Set([...governing, ...(claim.aspects ?? [])]);
  return ASPECTS.flatMap(([words, kind]) => (words.test(both) && possible.has(kind) ? [kind] : []));
}

const governingKinds = oncePerEstate((estate) => {
  const known = new Map<Claimable, readonly ContractKind[]>();
  return (claim: Claimable): readonly ContractKind[] => {
    const kinds = known.get(claim) ?? claim.governs(estate);
    known.set(claim, kinds);
    return kinds;
  };
});

const hasContract = (estate: Estate, kind: ContractKind): boolean => estate.index.loaded(kind).length > 0;
