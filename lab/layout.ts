import { prepare } from '../src/cli/judge.ts';
import { textReader } from '../src/cli/texts.ts';
import type { Estate } from '../src/estate/model/estate.ts';
import type { Guest } from '../src/estate/model/guest.ts';
import type { Node } from '../src/estate/model/node.ts';
import type { Site } from '../src/estate/model/site.ts';
import { isGuest } from '../src/estate/reading/reference.ts';
import { diskTree } from '../src/load/disk-tree.ts';
import { resolver } from '../src/load/resolve.ts';
import type { Check } from '../src/plan/check.ts';
import { hypervisorOf } from '../src/plan/members.ts';
import { planOf } from '../src/plan/plan.ts';
import type { Services, Web } from './listeners.ts';
import { isIn, isIpv4, type Overlay, overlayOf } from './overlay.ts';

/** What one machine of the lab is, as the contracts of its estate have it. */
export interface MachinePlan {
  readonly id: string;
  readonly site: string;
  readonly kind: 'hypervisor' | 'nas' | 'guest' | 'device';
  readonly lan: string | null;
  readonly overlay: string | null;
  readonly mac: string | null;
  /** `<vmid>` and carrier of a guest. */
  readonly guest: { readonly vmid: number; readonly kind: 'qemu' | 'lxc'; readonly carrier: string } | null;
  readonly shares: readonly Share[];
  readonly exports: readonly string[];
  readonly services: Omit<Services, 'exportsFile'>;
}

/** A folder that a machine has from another one. */
export interface Share {
  readonly path: string;
  readonly provider: string;
  readonly source: string;
  /** Set where Proxmox VE mounts it by itself. */
  readonly storage: string | null;
}

export interface SitePlan {
  readonly id: string;
  /** The machine that joins its LAN and the overlay. */
  readonly router: string;
  /** Of the LAN's prefix. */
  readonly bits: number;
  /** The router's address in the LAN. */
  readonly gateway: string;
}

export interface Layout {
  readonly sites: readonly SitePlan[];
  readonly machines: readonly MachinePlan[];
  readonly overlay: Overlay;
}

/** The ports at which a NAS and a hypervisor answer beside ssh. */
const PORTS = { nas: [5000], hypervisor: [], guest: [], device: [443, 80] } as const;

/** Reads from the contracts of an estate which machines a lab of these sites has to have. */
export async function layoutOf(root: string, sites: readonly string[]): Promise<Layout> {
  const tree = diskTree(root);
  const { estate } = await prepare(tree, root, undefined, () => []);
  const place = resolver(estate.documents, textReader(estate, tree));
  const planned = planOf(estate, { sites: ['all'], phase: 'full', poweroff: [] }, place);
  if ('refused' in planned) throw new Error(JSON.stringify(planned.refused));
  const { steps, guards } = planned.plan;
  const checks = [...steps.map((step) => step.verify), ...guards.flatMap((guard) => guard.checks)];
  const things = [...estate.nodes, ...estate.guests.filter((guest) => guest.state === 'active')];
  const machines = things
    .filter((thing) => sites.includes(thing.site ?? '') && thing.ssh)
    .map((thing) => machinePlan(estate, thing, checks))
    .filter((machine) => machine.lan !== null || machine.overlay !== null);
  const active = estate.sites.filter((site) => sites.includes(site.id));
  return {
    sites: active.map((site) => sitePlan(site, machines)),
    machines,
    overlay: overlayOf(machines.flatMap((machine) => machine.overlay ?? [])),
  };
}

function sitePlan(site: Site, machines: readonly MachinePlan[]): SitePlan {
  const router = machines.find((machine) => machine.id === site.maintenance?.waker?.value);
  const bits = Number(site.lan?.value.split('/')[1] ?? 24);
  if (!router?.lan) throw new Error(`site ${site.id} has no router with an address`);
  return { id: site.id, router: router.id, bits, gateway: router.lan };
}

function machinePlan(estate: Estate, thing: Node | Guest, checks: readonly Check[]): MachinePlan {
  const addresses = addressesOf(thing);
  const lans = estate.sites.flatMap((site) => site.lan?.value ?? []);
  const home = estate.index.site(thing.site ?? '')?.lan?.value;
  const lan = addresses.find((address) => home !== undefined && isIn(address, home)) ?? null;
  const overlay = addresses.find((address) => !lans.some((one) => isIn(address, one))) ?? null;
  const own = new Set([lan, overlay].filter((one) => one !== null));
  const id = isGuest(thing) ? (thing.ssh?.id ?? thing.key.replace('/', '-')) : thing.id;
  const kind = isGuest(thing)
    ? 'guest'
    : thing.kind === 'nas' || thing.kind === 'hypervisor'
      ? thing.kind
      : 'device';
  return {
    id,
    site: thing.site ?? '',
    kind,
    lan,
    overlay,
    mac: isGuest(thing) ? null : (thing.macs[0]?.value.toLowerCase() ?? null),
    guest: isGuest(thing)
      ? {
          vmid: thing.vmid,
          kind: thing.guestKind ?? 'qemu',
          carrier: hypervisorOf(estate, thing)?.id ?? '',
        }
      : null,
    shares: sharesOf(estate, thing),
    exports: [
      ...new Set(
        checks.flatMap((check) => (check.kind === 'export' && own.has(check.host) ? check.paths : [])),
      ),
    ],
    services: {
      tcp: [
        ...PORTS[kind],
        ...checks.flatMap((check) =>
          check.kind === 'tcp' && own.has(check.host)
            ? check.ports.filter((port) => !STANDARD.has(port))
            : [],
        ),
      ].filter((port, index, all) => all.indexOf(port) === index),
      web: pagesOf(id, own, checks),
      dns: checks.some((check) => check.kind === 'dns' && own.has(check.host)),
    },
  };
}

/** Ports that have their own server, or that no machine of the lab has. */
const STANDARD = new Set([22, 80, 443, 445, 2049, 5000, 5001, 8006]);

function addressesOf({ addresses, overlayAddresses, ssh }: Node | Guest): string[] {
  const stated = [...addresses, ...overlayAddresses].map((one) => one.value);
  return [...stated, ssh?.host, ssh?.overlay].filter((one) => one !== undefined && isIpv4(one)) as string[];
}

function sharesOf(estate: Estate, thing: Node | Guest): Share[] {
  const shares = estate.mounts
    .filter((mount) => mount.consumer === thing && mount.provider && mount.path.startsWith('/'))
    .map(({ path, provider, source }) => ({
      path,
      provider: isGuest(provider!) ? provider.key : provider!.id,
      source: source ?? path,
      storage: /^\/mnt\/pve\/([^/]+)/.exec(path)?.[1] ?? null,
    }));
  return [...new Map(shares.map((share) => [share.path, share])).values()];
}

function pagesOf(id: string, own: ReadonlySet<string>, checks: readonly Check[]): Web[] {
  const pages = checks.flatMap((check): Web[] => {
    if (check.kind !== 'http') return [];
    const url = new URL(check.url);
    const here = own.has(url.hostname) || (check.from?.id === id && url.hostname === '127.0.0.1');
    const tls = url.protocol === 'https:';
    const port = Number(url.port) || (tls ? 443 : 80);
    return here ? [{ port, tls, status: check.statuses[0] ?? 200 }] : [];
  });
  const exact = [...pages].sort((a, b) => a.status - b.status);
  return [...new Map(exact.map((page) => [page.port, page])).values()];
}
