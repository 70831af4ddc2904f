/** A generated site: one LAN, one hypervisor, one NAS, a router and a console. */
export interface Site {
  readonly id: string;
  readonly lan: string;
  readonly overlay: string;
  readonly hypervisor: string;
  readonly nas: string;
  readonly router: string;
  readonly console: string;
  readonly guests: readonly Guest[];
  /** Where the second copies of its backups lie. */
  readonly away: { readonly site: string; readonly nas: string };
}

export interface Guest {
  readonly vmid: number;
  readonly name: string;
  readonly kind: 'qemu' | 'lxc';
  readonly dns: boolean;
  readonly lanIp: string;
  readonly overlayIp: string;
  /** Mounts a share of the NAS. */
  readonly data: boolean;
  readonly services: readonly string[];
}

export interface SiteSizes {
  readonly guests: number;
  readonly services: number;
}

const idOf = (index: number): string => `st${String(index).padStart(4, '0')}`;

export function sitesOf(count: number, sizes: SiteSizes): Site[] {
  return Array.from({ length: count }, (_, index) => siteOf(index, count, sizes));
}

function siteOf(index: number, count: number, sizes: SiteSizes): Site {
  const id = idOf(index);
  const lan = `10.${Math.floor(index / 250)}.${(index % 250) + 1}`;
  const overlay = `100.${64 + Math.floor(index / 250)}.${(index % 250) + 1}`;
  const away = idOf((index + 1) % count);
  return {
    id,
    lan,
    overlay,
    hypervisor: `hv-${id}`,
    nas: `store-${id}`,
    router: `gw-${id}`,
    console: `kvm-${id}`,
    guests: Array.from({ length: sizes.guests }, (_, at) => guestOf(index, at, id, lan, overlay, sizes)),
    away: { site: away, nas: `store-${away}` },
  };
}

function guestOf(
  site: number,
  at: number,
  id: string,
  lan: string,
  overlay: string,
  sizes: SiteSizes,
): Guest {
  const dns = at === 0;
  const each = Math.ceil(sizes.services / Math.max(1, sizes.guests - 1));
  const count = dns ? 0 : Math.min(each, Math.max(0, sizes.services - (at - 1) * each));
  return {
    vmid: (site + 1) * 1000 + at + 1,
    name: `g${at}-${id}`,
    kind: dns || at % 3 === 2 ? 'lxc' : 'qemu',
    dns,
    lanIp: `${lan}.${50 + at}`,
    overlayIp: `${overlay}.${50 + at}`,
    data: at % 4 === 1,
    services: Array.from({ length: count }, (_, service) => `app${at}x${service}-${id}`),
  };
}
