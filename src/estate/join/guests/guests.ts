import { compareText } from '../../../finding/order.ts';
import { subjectOf } from '../../../finding/subject.ts';
import { groupByNames } from '../../../grouping/groups.ts';
import type { Stated } from '../../model/entity.ts';
import type { Guest, GuestState, KindEvidence } from '../../model/guest.ts';
import type { SshTarget } from '../../model/node.ts';
import { canonicalAddress } from '../../reading/addresses.ts';
import { STATE_WEIGHT } from './guest-mentions.ts';
import type { PlacedMention } from './guest-sites.ts';

export interface GuestJoin {
  readonly ssh: (id: string) => SshTarget | undefined;
  readonly isOverlay: (address: string, site: string) => boolean;
}

/** One guest per site and VMID, from everything that contracts say of it. */
export function joinGuests(mentions: readonly PlacedMention[], join: GuestJoin): Guest[] {
  const groups = groupByNames(mentions, (mention) => [`${mention.site}/${mention.vmid}`]);
  return [...groups]
    .map(([key, group]) => guestOf(key, group, join))
    .sort((a, b) => compareText(a.site, b.site) || a.vmid - b.vmid);
}

/** Contracts in the order in which they are the better place to point at. */
const PLACE_ORDER = ['vm.lifecycle', 'proxmox.inventory', 'startup.sequencing'];

function guestOf(key: string, group: readonly PlacedMention[], join: GuestJoin): Guest {
  const first = group.reduce((best, mention) => (rank(mention) < rank(best) ? mention : best));
  const fields = fieldsOf(group);
  const names = [...new Set(group.flatMap((mention) => mention.names))];
  const ssh = names.map(join.ssh).find((target) => target !== undefined);
  const evidence = group.flatMap(evidenceOf);
  const kinds = new Set(evidence.map((one) => one.kind));
  const best = strongest(evidence);
  return {
    ...fields,
    subject: subjectOf('guest', key),
    at: first.at,
    key,
    vmid: first.vmid,
    site: first.site,
    names,
    kindEvidence: evidence,
    kindDisputed: kinds.size > 1,
    ...(best && { guestKind: best.kind }),
    state: stateOf(group),
    stacks: fields.stacks ?? [],
    services: fields.services ?? [],
    ...addressFields(group, ssh, join),
    ...(ssh && { ssh }),
    mentions: group.map(({ kind, what, at }) => ({ kind, what, at })),
  };
}

/** Of two lifecycle rows with one VMID the active one tells what the guest is. */
function fieldsOf(group: readonly PlacedMention[]): NonNullable<PlacedMention['fields']> {
  const fields = {};
  for (const active of [false, true]) {
    for (const mention of group) {
      if (mention.fields && (mention.state?.state === 'active') === active) {
        Object.assign(fields, mention.fields);
      }
    }
  }
  return fields;
}

function rank(mention: PlacedMention): number {
  const position = PLACE_ORDER.indexOf(mention.kind);
  return position < 0 ? PLACE_ORDER.length : position;
}

function evidenceOf(mention: PlacedMention): KindEvidence[] {
  const { evidence } = mention;
  return evidence
    ? [
        {
          kind: evidence.kind,
          strength: evidence.strength,
          text: evidence.text,
          at: evidence.at ?? mention.at,
        },
      ]
    : [];
}

const STRENGTHS = ['declared', 'inventory', 'list', 'glob'] as const;

function strongest(evidence: readonly KindEvidence[]): KindEvidence | undefined {
  return STRENGTHS.map((strength) => evidence.find((one) => one.strength === strength)).find(Boolean);
}

/**
 * The word with the most weight: the lifecycle row, else a list, else an inventory; a bare mention means active. Of
 * two lifecycle rows the active one counts, so that what runs is held to the standard.
 */
function stateOf(group: readonly PlacedMention[]): GuestState {
  const words = group.flatMap((mention) => mention.state ?? []);
  const weight = Math.max(0, ...words.map((word) => word.weight));
  const heaviest = words.filter((word) => word.weight === weight).map((word) => word.state);
  if (weight === STATE_WEIGHT.lifecycle && heaviest.includes('active')) return 'active';
  return heaviest.find((state) => state === 'template' || state === 'retired') ?? heaviest[0] ?? 'active';
}

function addressFields(
  group: readonly PlacedMention[],
  ssh: SshTarget | undefined,
  join: GuestJoin,
): Pick<Guest, 'addresses' | 'overlayAddresses'> {
  const fromSsh = [ssh?.host, ssh?.overlay].flatMap((value) => (value && ssh ? [{ value, at: ssh.at }] : []));
  const all = [...group.flatMap((mention) => mention.addresses), ...fromSsh];
  return splitAddresses(all, (address) => join.isOverlay(address, group[0]!.site));
}

/** Canonical addresses, each once, with the first place that states it. */
export function splitAddresses(all: readonly Stated<string>[], isOverlay: (address: string) => boolean) {
  const seen = new Map<string, Stated<string>>();
  for (const { value, at } of all) {
    const address = canonicalAddress(value);
    if (address !== undefined && !seen.has(address)) seen.set(address, { value: address, at });
  }
  const addresses: Stated<string>[] = [];
  const overlayAddresses: Stated<string>[] = [];
  for (const one of seen.values()) (isOverlay(one.value) ? overlayAddresses : addresses).push(one);
  return { addresses, overlayAddresses };
}
