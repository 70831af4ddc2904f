import { nameServerOf } from '../../estate/ask/dns.ts';
import { sampleProbe } from '../../estate/ask/probed.ts';
import { governedNas } from '../../estate/ask/standard.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { ProbeClass } from '../../estate/model/probe.ts';
import { isGuest, referenceOf } from '../../estate/reading/reference.ts';
import type { Repair } from '../repair.ts';
import { contractFile, into } from './contract-file.ts';
import { thingOf } from './thing.ts';

/** A site gets a probe of the class that it lacks. */
export const probeClass: Repair = function* (finding, estate) {
  const wanted = finding.detail?.class as ProbeClass | undefined;
  const site = finding.site;
  if (wanted === undefined || site === undefined) return;
  const thing = probed(estate, wanted, site);
  if (thing) yield* probeOf(estate, wanted, thing);
};

/** A NAS gets a probe that proves its exports. */
export const probeExports: Repair = function* (finding, estate) {
  const nas = thingOf(finding, estate);
  if (nas) yield* probeOf(estate, 'storage-export', nas);
};

function probed(estate: Estate, wanted: ProbeClass, site: string): Node | Guest | undefined {
  if (wanted === 'dns') return nameServerOf(estate, site)?.entity;
  if (wanted === 'hypervisor') return estate.index.node(estate.index.site(site)?.hypervisors[0] ?? '');
  const nas = governedNas(estate).find((one) => one.site === site);
  return nas ?? estate.mounts.find((mount) => mount.provider?.site === site)?.provider;
}

function* probeOf(estate: Estate, wanted: ProbeClass, thing: Node | Guest): ReturnType<Repair> {
  const contract = contractFile(estate, 'services.health', ['endpoints'], thing.site);
  const address = thing.addresses[0]?.value ?? thing.overlayAddresses[0]?.value;
  if (!contract || address === undefined) return;
  const { file } = contract;
  const name = isGuest(thing) ? (thing.hostname ?? `guest-${thing.vmid}`) : thing.id;
  const value = {
    id: freeId(estate, `${name}-${ENDINGS[wanted]}`),
    class: wanted,
    ...question(estate, wanted, thing, address.includes(':') ? `[${address}]` : address),
    node: referenceOf(thing),
    host: thing.ssh?.id ?? name,
    description: 'Draft of gates fix',
  };
  yield { changes: into(contract, { kind: 'item', file, path: ['endpoints'], value, draft: true }) };
}

const ENDINGS: Readonly<Record<ProbeClass, string>> = {
  hypervisor: 'ui',
  'storage-export': 'exports',
  dns: 'dns',
  service: 'service',
};

function freeId(estate: Estate, id: string): string {
  const taken = new Set(estate.probes.map((probe) => probe.id));
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  return free;
}

function question(
  estate: Estate,
  wanted: ProbeClass,
  thing: Node | Guest,
  host: string,
): Record<string, unknown> {
  if (wanted === 'storage-export') return { kind: 'nfs', url: `nfs://${host}${exportOf(estate, thing)}` };
  if (wanted === 'dns') return { kind: 'dns', url: `dns://${host}/${sampleName(estate)}` };
  return { kind: 'http', url: `https://${host}:8006/`, expect: 200 };
}

/** A path that somebody mounts from it. */
function exportOf(estate: Estate, provider: Node | Guest): string {
  const source = estate.mounts.find((mount) => mount.provider === provider && mount.source)?.source;
  return /:(\/.*)$/.exec(source ?? '')?.[1] ?? '/';
}

/** The name that another probe of name services asks for. */
const sampleName = (estate: Estate): string =>
  /^dns:\/\/[^/]+\/(.+)$/.exec(sampleProbe(estate, 'dns')?.url ?? '')?.[1] ?? 'localhost';
