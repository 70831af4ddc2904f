import { basename } from 'node:path';
import { type Anchor, isSpan } from '../../../finding/place.ts';
import {
  isShortWord,
  type Vocabulary,
  type VocabularyEntry,
  type WordKind,
} from '../../../scripts/vocabulary.ts';
import type { Stated } from '../../model/entity.ts';
import type { Estate } from '../../model/estate.ts';
import type { Guest } from '../../model/guest.ts';
import type { Node } from '../../model/node.ts';
import { parseCidr } from '../../reading/addresses.ts';

/** Every word by which the contracts name one place: what generic code must not spell. */
export function vocabularyOf(estate: Estate): Vocabulary {
  const entries = [
    ...machineWords(estate),
    ...estate.guests.filter((guest) => guest.state !== 'retired').flatMap(guestWords),
    ...storagePaths(estate),
  ];
  return { entries: withoutRepeats(entries) };
}

/** Those of sites and of their machines, the last of those that are spelled alike for each meaning. */
export const machineWords = (estate: Estate): VocabularyEntry[] =>
  withoutRepeats([...siteWords(estate), ...estate.nodes.flatMap(nodeWords)]);

function withoutRepeats(entries: readonly VocabularyEntry[]): VocabularyEntry[] {
  const unique = new Map(entries.map((entry) => [`${entry.kind} ${entry.value} ${entry.site}`, entry]));
  return [...unique.values()];
}

function word(kind: WordKind, value: string, key: string, site: string | undefined): VocabularyEntry {
  return { kind, value, key, short: isShortWord(value), ...(site !== undefined && { site }) };
}

function siteWords(estate: Estate): VocabularyEntry[] {
  return estate.sites.flatMap((site) => [
    word('site-id', site.id, 'topology.sites.yaml sites[].id', site.id),
    ...(site.name === undefined
      ? []
      : [word('site-name', site.name, 'topology.sites.yaml sites[].name', site.id)]),
    ...(site.lan && parseCidr(site.lan.value)
      ? [word('lan-cidr', site.lan.value, 'topology.sites.yaml sites[].lan_cidr', site.id)]
      : []),
  ]);
}

const NODE_WORDS: Readonly<Record<Node['kind'], { kind: WordKind; key?: string } | undefined>> = {
  hypervisor: { kind: 'hypervisor', key: 'topology.sites.yaml sites[].hypervisors' },
  nas: { kind: 'nas', key: 'topology.sites.yaml sites[].nas' },
  oob: { kind: 'device' },
  network: { kind: 'device' },
  device: { kind: 'device' },
  workstation: undefined,
};

function nodeWords(node: Node): VocabularyEntry[] {
  const rule = NODE_WORDS[node.kind];
  if (!rule) return [];
  const key = rule.key ?? keyOf(node.at);
  return [...node.names.map((name) => word(rule.kind, name, key, node.site)), ...addressWords(node)];
}

function guestWords(guest: Guest): VocabularyEntry[] {
  const key = keyOf(guest.at);
  return [
    word('vmid', String(guest.vmid), key, guest.site),
    ...guest.names.map((name) => word('guest-name', name, key, guest.site)),
    ...addressWords(guest),
  ];
}

function addressWords(thing: Node | Guest): VocabularyEntry[] {
  const words = (kind: WordKind, addresses: readonly Stated<string>[]) =>
    addresses.map(({ value, at }) => word(kind, value, keyOf(at), thing.site));
  return [...words('lan-address', thing.addresses), ...words('overlay-address', thing.overlayAddresses)];
}

/** Paths that contracts bind to exactly one site. */
function storagePaths(estate: Estate): VocabularyEntry[] {
  const found = [
    ...estate.backupTargets.map(({ basePath, destinationSite }) => ({
      path: basePath?.value,
      at: basePath?.at,
      site: destinationSite,
    })),
    ...estate.mounts.map((mount) => ({ path: mount.path, at: mount.at, site: mount.consumer?.site })),
    ...estate.mounts.map(({ source, at, provider }) => ({
      path: exported(source),
      at,
      site: provider?.site,
    })),
  ];
  const sites = new Map<string, Set<string | undefined>>();
  for (const { path, site } of found) {
    if (path !== undefined) sites.set(path, (sites.get(path) ?? new Set()).add(site));
  }
  return found.flatMap(({ path, at, site }) =>
    path !== undefined && at && site !== undefined && sites.get(path)?.size === 1 && path.length > 1
      ? [word('storage-path', path, keyOf(at), site)]
      : [],
  );
}

/** `/volume1/media` of `192.0.2.20:/volume1/media`. */
const exported = (source: string | undefined): string | undefined =>
  /:(\/.*[^/])\/*$/.exec(source ?? '')?.[1];

/** The key as people write it: the file's name, then the path with rows left open. */
function keyOf(at: Anchor): string {
  if (isSpan(at)) return basename(at.file);
  const steps = at.path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('');
  return `${basename(at.file)} ${steps.replace(/^\./, '')}`;
}
