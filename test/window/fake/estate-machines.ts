import type { Estate } from '../../../src/estate/model/estate.ts';
import { isGuest } from '../../../src/estate/reading/reference.ts';
import { hypervisorOf } from '../../../src/plan/members.ts';
import type { Plan } from '../../../src/plan/model.ts';
import type { Route } from '../../../src/plan/route-model.ts';

export interface Machine {
  id: string;
  name?: string;
  addresses: string[];
  on: boolean;
  ports: number[];
  mac?: string;
  nas?: string;
  exports?: string[];
  links: Record<string, string>;
  mounted: Record<string, boolean>;
  tasks: unknown[];
  pools: { name: string; health: string }[];
  rootUsed: number;
  units: Record<string, boolean>;
  storages: Record<string, { disabled: boolean; nas?: string }>;
  guests: Record<string, { kind: string; name: string; status: string }>;
  stacks: Record<string, boolean>;
  guest?: string;
  hypervisor?: string;
}

export interface Machines {
  machines: Record<string, Machine>;
  effects: string[];
  packets: string[];
  violations: string[];
  files: { path: string; seconds: number; size: number }[];
  /** Status of a page's answer, by its URL. */
  pages: Record<string, number>;
}

/** The machines that a plan for a whole estate reaches, all of them up: for windows over estates of any shape. */
export function machinesOf(estate: Estate, plan: Plan): Machines {
  const machines: Record<string, Machine> = {};
  for (const route of objectsIn(plan).filter(isRoute)) {
    for (const hop of [route, ...route.jump]) addressed(named(machines, hop.id), hop.host);
    if (route.fallback) addressed(named(machines, route.id), route.fallback);
  }
  for (const thing of [...estate.nodes, ...estate.guests]) {
    const active = isGuest(thing) && thing.state === 'active';
    const id = isGuest(thing) ? (thing.ssh?.id ?? thing.key) : thing.id;
    const known = active ? named(machines, id) : machines[id];
    if (!known) continue;
    for (const { value } of [...thing.addresses, ...thing.overlayAddresses]) addressed(known, value);
    if (isGuest(thing)) asGuest(known, estate, thing.vmid, thing);
  }
  for (const check of objectsIn(plan).filter((one) => Array.isArray(one.ports) && 'host' in one)) {
    const machine = at(machines, check.host as string);
    machine.ports = [...new Set([...machine.ports, ...(check.ports as number[])])];
  }
  for (const one of objectsIn(plan))
    if (typeof one.host === 'string' && one.host !== '') at(machines, one.host);
  for (const step of plan.steps) furnish(machines, step);
  attach(machines, estate);
  return { machines, effects: [], packets: [], violations: [], files: [], pages: pagesOf(plan) };
}

function pagesOf({ steps }: Plan): Record<string, number> {
  const pages = steps.flatMap(({ verify }) =>
    verify.kind === 'http' ? [[verify.url, verify.statuses[0] ?? 200] as const] : [],
  );
  return Object.fromEntries(pages);
}

type Fields = Readonly<Record<string, unknown>>;

const isRoute = (one: Fields): one is Fields & Route => 'jump' in one && 'knownHostsFile' in one;

function objectsIn(value: unknown): Fields[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Fields, ...Object.values(value).flatMap(objectsIn)];
}

function named(machines: Record<string, Machine>, id: string): Machine {
  machines[id] ??= {
    id,
    addresses: [],
    on: true,
    ports: [22],
    links: {},
    mounted: {},
    tasks: [],
    pools: [],
    rootUsed: 40,
    units: { 'pvescheduler.service': true },
    storages: {},
    guests: {},
    stacks: {},
  };
  return machines[id];
}

const at = (machines: Record<string, Machine>, host: string): Machine => {
  const found = Object.values(machines).find((one) => one.addresses.includes(host));
  return found ?? addressed(named(machines, `at-${host}`), host);
};

function addressed(machine: Machine, host: string): Machine {
  if (!machine.addresses.includes(host)) machine.addresses.push(host);
  return machine;
}

function asGuest(machine: Machine, estate: Estate, vmid: number, guest: Parameters<typeof hypervisorOf>[1]) {
  machine.guest = String(vmid);
  machine.name = machine.id;
  const host = hypervisorOf(estate, guest);
  if (host) machine.hypervisor = host.id;
}

function furnish(machines: Record<string, Machine>, step: Plan['steps'][number]): void {
  const { verify, via, action, wake } = step;
  if (action === 'stop-guest' && verify.kind === 'guest-state' && via) {
    const own = Object.values(machines).find(
      (one) => one.hypervisor === via.id && one.guest === String(verify.vmid),
    );
    const name = own?.name ?? verify.guest;
    named(machines, via.id).guests[verify.vmid] = { kind: verify.guestKind, name, status: 'running' };
  }
  if (wake && verify.kind === 'tcp') {
    at(machines, verify.host).mac = wake.macs[0]!;
  }
  if (verify.kind === 'export') {
    const server = at(machines, verify.host);
    server.exports = [...(server.exports ?? []), ...verify.paths];
  }
  if (verify.kind === 'mount') machineOf(machines, verify).mounted[verify.path] = true;
  if (verify.kind === 'storage-enabled')
    named(machines, verify.via.id).storages[verify.storage] = { disabled: false };
  if (verify.kind === 'stack') named(machines, verify.via.id).stacks[verify.read[3]!] = true;
}

/** `pct exec` looks inside a container from its hypervisor. */
function machineOf(
  machines: Record<string, Machine>,
  { via, read }: { via: Route; read: readonly string[] },
): Machine {
  if (read[0] !== 'pct') return named(machines, via.id);
  const inside = Object.values(machines).find((one) => one.hypervisor === via.id && one.guest === read[2]);
  return inside ?? named(machines, via.id);
}

/** Who hangs on which NAS, by the mounts of the contracts. */
function attach(machines: Record<string, Machine>, { mounts }: Estate): void {
  for (const { consumer, provider } of mounts) {
    if (!consumer || !provider || isGuest(provider)) continue;
    const user = machines[isGuest(consumer) ? (consumer.ssh?.id ?? consumer.key) : consumer.id];
    if (user) user.nas = provider.id;
  }
  for (const machine of Object.values(machines)) {
    for (const storage of Object.values(machine.storages))
      if (machine.nas !== undefined) storage.nas = machine.nas;
  }
}
