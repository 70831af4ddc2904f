import { type AnyEstate, type AnySite, hostOf, keyOf, nasOf, vmidOf } from './any-site.ts';

/** The contracts of a random estate. Guests are numbered so that none needs a later one: the lists follow from that. */
export function filesOf({ sites, across }: AnyEstate): Record<string, string> {
  const each = (row: (site: AnySite) => string[]) => sites.flatMap(row).join('\n');
  const edges = across.map(
    ([consumer, provider]) =>
      `  - {consumer: ${keyOf(sites[1]!, consumer)}, provider: ${keyOf(sites[0]!, provider)}}`,
  );
  return {
    'topology.sites.yaml': `sites:\n${each((site) => [topology(site)])}\n`,
    'ssh.targets.yaml': `ssh:\n  targets:\n${each(targets)}\n`,
    'vm.lifecycle.yaml': `vms:\n${each(guests)}\n`,
    'startup.sequencing.yaml': `${lists(sites)}\nphases: []\ndependencies:\n${[...edges, each(needs)].join('\n')}\n`,
    'infra.storage.placement.policy.yaml': `vm_storage:\n${each(mounts) || '  {}'}\n`,
    'infra.maintenance.transaction.contract.yaml': `sites:\n${each((site) => [transaction(site)])}\n`,
  };
}

const hosts = (site: AnySite): string[] =>
  Array.from({ length: site.hypervisors }, (_, host) => hostOf(site, host));

function topology(site: AnySite): string {
  const nas = site.nas ? `, nas: [${nasOf(site)}]` : '';
  return `  - {id: ${site.id}, status: active, lan_cidr: 10.${site.octet}.0.0/24, hypervisors: [${hosts(site).join(', ')}]${nas}, vmid_range: ${site.octet}00-${site.octet}99}`;
}

function targets(site: AnySite): string[] {
  const row = (id: string, last: number) =>
    `    - {id: ${id}, host: 10.${site.octet}.0.${last}, user: root, mac: "00:00:5e:00:0${site.octet}:${last}", tags: []}`;
  return [
    ...hosts(site).map((id, index) => row(id, 10 + index)),
    ...(site.nas ? [row(nasOf(site), 20)] : []),
    row(`gw-${site.id}`, 50),
  ];
}

const guests = (site: AnySite): string[] =>
  site.guests.map(
    ({ kind, host }, index) =>
      `  - {id: ${vmidOf(site, index)}, hostname: g${vmidOf(site, index)}, proxmox_host: ${hostOf(site, host)}, status: active, vm_type: ${kind}}`,
  );

/** Sites of version 4 stand in one map, those of version 3 have a key each. */
function lists(sites: readonly AnySite[]): string {
  const old = sites
    .filter((site) => site.version === 3)
    .map((site) => `${site.id}_vm_lifecycle: ${orders(site)}`);
  const own = sites.filter((site) => site.version === 4).map((site) => `  ${site.id}: ${orders(site)}`);
  return [...old, ...(own.length > 0 ? ['lifecycle:', ...own] : [])].join('\n');
}

function orders(site: AnySite): string {
  const vmids = site.guests.map((_, index) => String(vmidOf(site, index)));
  const nodes = site.version === 3 ? [] : [...(site.nas ? [nasOf(site)] : []), ...hosts(site)];
  const start = [...nodes, ...vmids];
  return `{startup_order: [${start.join(', ')}], shutdown_order: [${[...start].reverse().join(', ')}]}`;
}

const needs = (site: AnySite): string[] =>
  site.guests.flatMap((guest, index) =>
    guest.needs.map(
      (other) => `  - {consumer: ${keyOf(site, index)}, provider: ${keyOf(site, other)}, via: order}`,
    ),
  );

const mounts = (site: AnySite): string[] =>
  site.nas
    ? site.mounts.map(
        (index) =>
          `  g${vmidOf(site, index)}: {vmid: ${vmidOf(site, index)}, nfs_mounts: [{path: /srv/d${index}, source: "10.${site.octet}.0.20:/volume1/d${index}", provider: ${nasOf(site)}}]}`,
      )
    : [];

const transaction = (site: AnySite): string =>
  `  - {id: ${site.id}, host_id: ${hostOf(site, 0)}, waker: gw-${site.id}, nas_stop: [sudo, poweroff], requires_recovery: true}`;
