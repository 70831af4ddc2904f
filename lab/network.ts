import { execFileSync } from 'node:child_process';
import type { Layout, MachinePlan, SitePlan } from './layout.ts';
import { networkOf } from './overlay.ts';

/** The wires of a lab: one namespace for each machine, one for the switches, one for where `gates` runs. */
export class Network {
  readonly #made: string[] = [];

  constructor(
    /** Stands in the name of each namespace, so that nothing else is ever removed. */
    readonly prefix: string,
    readonly layout: Layout,
  ) {}

  name(machine: string): string {
    return `${this.prefix}-${machine}`;
  }

  get vantage(): string {
    return this.name('vantage');
  }

  /** Makes everything; `gates` runs on the overlay, with the routers as its ways to the LANs. All machines have their cables in, and no addresses yet. */
  build(): void {
    const { sites, machines, overlay } = this.layout;
    const wires = this.name('wires');
    for (const name of ['wires', 'vantage', ...machines.map((machine) => machine.id)])
      this.#add(this.name(name));
    batch(wires, ['overlay', ...sites.map(bridgeOf)].flatMap(bridge));
    const cables = [
      { machine: 'vantage', overlay: true, site: null },
      ...machines.map((machine) => ({
        machine: machine.id,
        overlay: machine.overlay !== null,
        site: machine.lan === null ? null : machine.site,
      })),
    ];
    for (const [index, { machine, overlay, site }] of cables.entries()) {
      if (overlay) cable(wires, `o${index}`, 'overlay', this.name(machine), 'over0');
      if (site !== null) cable(wires, `l${index}`, bridgeNamed(site), this.name(machine), 'lan0');
    }
    for (const machine of machines) this.#prepare(machine);
    const ways = sites.map((site) => {
      const router = machines.find((one) => one.id === site.router)!;
      return `route add ${networkOf(site.gateway, site.bits)} via ${router.overlay}`;
    });
    batch(this.vantage, [
      `addr add ${overlay.vantage}/${overlay.bits} dev over0`,
      'link set over0 up',
      impatient('over0'),
      ...ways,
    ]);
  }

  /** A hypervisor's card is a port of its bridge, as Proxmox VE has it; a sleeping card still hears what is sent to it. */
  #prepare(machine: MachinePlan): void {
    const lines = [];
    if (machine.mac !== null && machine.lan !== null) lines.push(`link set lan0 address ${machine.mac}`);
    if (machine.kind === 'hypervisor') lines.push(...bridge('vmbr0'), 'link set lan0 master vmbr0');
    if (machine.lan !== null) lines.push('link set lan0 up');
    if (machine.overlay !== null) lines.push('link set over0 up', impatient('over0'));
    if (machine.lan !== null) lines.push(impatient(cardOf(machine)));
    batch(this.name(machine.id), lines);
  }

  /** Gives a machine its addresses, or takes them away. */
  power(machine: MachinePlan, on: boolean): void {
    const lan = cardOf(machine);
    const site = this.layout.sites.find((one) => one.id === machine.site)!;
    const { lan: address, overlay } = machine;
    if (!on) {
      batch(this.name(machine.id), [
        ...(address === null ? [] : [`addr flush dev ${lan}`]),
        ...(overlay === null ? [] : ['addr flush dev over0']),
      ]);
      return;
    }
    batch(this.name(machine.id), [
      ...linksOf(machine).map((link) => `link set ${link} up`),
      ...(address === null ? [] : [`addr add ${address}/${site.bits} broadcast + dev ${lan}`]),
      ...(overlay === null ? [] : [`addr add ${overlay}/${this.layout.overlay.bits} dev over0`]),
      ...(address === null || address === site.gateway ? [] : [`route replace default via ${site.gateway}`]),
    ]);
  }

  /** Pulls the cables of a running machine out, or puts them back; nothing on the machine itself changes. */
  cut(machine: MachinePlan, cut: boolean): void {
    const lines = linksOf(machine).map((link) => `link set ${link} ${cut ? 'down' : 'up'}`);
    const { gateway } = this.layout.sites.find((one) => one.id === machine.site)!;
    const away = cut || machine.lan === null || machine.lan === gateway;
    batch(this.name(machine.id), [...lines, ...(away ? [] : [`route replace default via ${gateway}`])]);
  }

  remove(): void {
    for (const name of this.#made.splice(0)) removeNamespace(name);
  }

  #add(name: string): void {
    ip('netns', 'add', name);
    this.#made.push(name);
    inside(name, 'sh', '-c', SETTINGS);
  }
}

/** No second protocol family, and no suspicion of the two ways into a LAN. */
const SETTINGS = [
  'sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv4.ip_forward=1',
  'sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0',
  'ip link set lo up',
].join(' && ');

/** A neighbour that does not answer is given up on in a blink, and asked for anew soon. */
const impatient = (device: string): string =>
  `ntable change name arp_cache dev ${device} base_reachable 1000 retrans 100 delay_probe 100 mcast_probes 2 ucast_probes 1`;

const linksOf = ({ lan, overlay }: MachinePlan): string[] => [
  ...(lan === null ? [] : ['lan0']),
  ...(overlay === null ? [] : ['over0']),
];
const cardOf = ({ kind }: MachinePlan): string => (kind === 'hypervisor' ? 'vmbr0' : 'lan0');
const bridgeNamed = (site: string): string => `site-${site}`.slice(0, 15);
const bridgeOf = ({ id }: SitePlan): string => bridgeNamed(id);
const bridge = (name: string): string[] => [
  `link add ${name} type bridge stp_state 0 forward_delay 0 mcast_snooping 0`,
  `link set ${name} up`,
];

function cable(wires: string, port: string, master: string, far: string, name: string): void {
  batch(wires, [
    `link add ${port} type veth peer name ${name} netns ${far}`,
    `link set ${port} master ${master}`,
    `link set ${port} up`,
  ]);
}

export const inside = (namespace: string, ...command: string[]): string =>
  execFileSync('ip', ['netns', 'exec', namespace, ...command], { encoding: 'utf8' });

export function removeNamespace(name: string): void {
  try {
    execFileSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  } catch {}
}

const ip = (...words: string[]): string => execFileSync('ip', words, { encoding: 'utf8' });

function batch(namespace: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  execFileSync('ip', ['-n', namespace, '-batch', '-'], {
    input: `${lines.join('\n')}\n`,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}
