import { type ContractKind, KINDS } from '../../../contract/kinds.ts';
import { compareText } from '../../../finding/order.ts';
import type { Look } from '../../look.ts';
import { canonicalAddress } from '../../reading/addresses.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import { isRow, type Row, rowOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import type { MountClaim } from './mount-claims.ts';
import { type Consumer, consumersOf, hypervisorsOf } from './mount-consumer.ts';
import { nfsSource, storageIn } from './nfs-source.ts';

/** Kinds that speak of commands, gates, defects, probes or observations instead of what machines mount. */
const WITHOUT_MOUNTS: ReadonlySet<ContractKind> = new Set([
  'backup.posture.snapshot',
  'backup.freshness.snapshot',
  'backup.calendar',
  'services.health',
  'capabilities',
  'gate.registry',
  'gate.domain.profiles',
  'gate.execution.topology',
  'operational.gaps',
  'gap.gates',
  'gate.waivers',
  'own.gate',
  'loop.scope',
  'reboot.runbook',
]);

/** What the text of a contract holds that speaks of a mount; YAML may spell a colon or a slash as an escape. */
const MENTION = /:\/|\/mnt\/pve\/|export|\\[xuU/]/;

/** Mounts that stand anywhere else: an NFS source or a hypervisor's storage path next to the name of a machine. */
export function foundMounts(sources: Sources, look: Look): MountClaim[] {
  const spoken = new Set<object>(sources.of('infra.storage.placement.policy').flatMap(mountLists));
  return KINDS.filter((kind) => !WITHOUT_MOUNTS.has(kind))
    .flatMap((kind) => sources.of(kind).filter(({ text }) => MENTION.test(text)))
    .sort((a, b) => compareText(a.file, b.file))
    .flatMap((document) => {
      const telling = new Set<object>();
      noteTelling(rowOf(document.data), telling);
      return walk([RowAt.root(document)], look, (row) => !telling.has(row) || spoken.has(row));
    });
}

/** A text that may name an export or a hypervisor's storage. */
const TELLS = /:\/|\/mnt\/pve\//;
const EXPORT_KEYS = ['export', 'nfs_export'];
/** Texts under such keys say how something is reached or done. */
const OTHER_KEYS = /command|cmd|ssh|scp|rsync|url|description|notes?$/i;

/** Notes the maps that tell of a mount themselves or hold one that does; most of a contract does neither. */
function noteTelling(row: Row, into: Set<object>): boolean {
  let found = EXPORT_KEYS.some((key) => Object.hasOwn(row, key));
  const look = (value: unknown, key: string) => {
    if (isRow(value) ? noteTelling(value, into) : tells(value) && !OTHER_KEYS.test(key)) found = true;
  };
  for (const key of Object.keys(row)) {
    const value = row[key];
    if (Array.isArray(value)) for (const item of value) look(item, key);
    else look(value, key);
  }
  if (found) into.add(row);
  return found;
}

const tells = (value: unknown): boolean =>
  typeof value === 'string' ? TELLS.test(value) : Array.isArray(value) && value.some(tells);

/** Rows that the storage policy's own reader has read. */
function mountLists(document: { readonly file: string; readonly data: unknown }): object[] {
  return RowAt.root(document)
    .rows('vm_storage')
    .flatMap((row) => row.rows('nfs_mounts').map((mount) => mount.row));
}

function walk(around: readonly RowAt[], look: Look, skip: (row: object) => boolean): MountClaim[] {
  const row = around[0]!;
  if (skip(row.row)) return [];
  const here = [
    ...serverExport(row, around, look),
    ...texts(row).flatMap((text) => claimsOf(text, around, look)),
  ];
  const below = Object.keys(row.row).flatMap((key) => {
    const children = isRow(row.row[key]) ? [row.child(key)] : row.rows(key);
    return children.flatMap((child) => walk([child, ...around], look, skip));
  });
  return [...here, ...below];
}

interface Found {
  readonly key: string;
  readonly value: string;
  readonly at: MountClaim['at'];
}

const texts = (row: RowAt): Found[] =>
  Object.keys(row.row)
    .filter((key) => tells(row.row[key]) && !OTHER_KEYS.test(key))
    .flatMap((key) => row.texts(key).map((text) => ({ key, ...text })));

function claimsOf(text: Found, around: readonly RowAt[], look: Look): MountClaim[] {
  const storage = storageIn(text.value);
  if (storage !== undefined) return storageClaims(text, storage, around, look);
  const parsed = nfsSource(text.value);
  if (!parsed || !isMachine(parsed.host, look)) return [];
  const path = parsed.path ?? localPath(around[0]!, text.key);
  return consumersOf(around, look).map((consumer) =>
    claim(consumer, { at: text.at, source: parsed.source, host: parsed.host, ...present({ path }) }),
  );
}

function storageClaims(text: Found, storage: string, around: readonly RowAt[], look: Look): MountClaim[] {
  const consumers = consumersOf(around, look).flatMap((consumer) => hypervisorsOf(consumer, look));
  return consumers.map((consumer) => claim(consumer, { at: text.at, storage, path: `/mnt/pve/${storage}` }));
}

/** The fields of a storage definition: `server` and `export`. */
function serverExport(row: RowAt, around: readonly RowAt[], look: Look): MountClaim[] {
  const server = row.text('server', 'nfs_server');
  const exported = row.text('export', 'nfs_export');
  if (!server || !exported?.value.startsWith('/')) return [];
  const path = localPath(row, 'export');
  return consumersOf(around, look).map((consumer) => {
    const source = `${server.value}:${exported.value}`;
    return claim(consumer, { at: server.at, source, host: server.value, ...present({ path }) });
  });
}

/** A name before the colon may be that of a container volume; only an address or a known machine is a host. */
function isMachine(host: string, look: Look): boolean {
  return canonicalAddress(host) !== undefined || look.named(host) !== undefined;
}

const PATH_KEYS = [
  'path',
  'mount_point',
  'mountpoint',
  'mount',
  'mounted_at',
  'data_mount',
  'target',
  'destination',
];

function localPath(row: RowAt, except: string): string | undefined {
  const keys = PATH_KEYS.filter((key) => key !== except);
  return keys.map((key) => row.text(key)?.value).find((value) => value?.startsWith('/'));
}

function claim(consumer: Consumer, fields: Omit<MountClaim, 'consumer' | 'consumerText'>): MountClaim {
  return { consumerText: consumer.text, ...fields, ...present({ consumer: consumer.entity }) };
}
