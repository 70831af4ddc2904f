import { named } from '../estate/ask/describe.ts';
import { sshOptions } from '../estate/ask/ssh-options.ts';
import type { Stated } from '../estate/model/entity.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Node, SshTarget } from '../estate/model/node.ts';
import type { Anchor } from '../finding/place.ts';
import { quoted } from '../finding/printable.ts';
import type { Planning } from './planning.ts';
import type { Hop, Route } from './route-model.ts';
import { safe } from './safe.ts';

type Machine = Node | Guest;

/** How a machine is reached: its row in ssh.targets, else an address that a contract states; undefined without either. */
export function routeTo(planning: Planning, machine: Machine): Route | undefined {
  return machine.ssh ? routeOf(planning, machine.ssh) : routeByAddress(planning, machine);
}

/** The same for a machine that a step cannot do without. */
export function requiredRoute(planning: Planning, machine: Machine): Route {
  const route = routeTo(planning, machine);
  if (route) return route;
  planning.refuse(
    `${named(machine)} cannot be reached: ssh.targets.yaml has no row for it, and no contract states an address`,
    machine.at,
  );
  return nowhere(machine.subject);
}

/** Where a refused plan would have gone. */
const nowhere = (id: string): Route => ({
  id,
  host: '',
  user: null,
  port: null,
  fallback: null,
  jump: [],
  connectTimeoutSec: null,
  hostKeyChecking: null,
  knownHostsFile: null,
});

function routeOf(planning: Planning, target: SshTarget): Route {
  const options = sshOptions(planning.estate).get(target.id);
  const hop = hopOf(planning, target);
  const overlay = target.overlay === target.host ? undefined : target.overlay;
  const fallback = target.host === undefined ? undefined : overlay;
  return {
    ...hop,
    fallback:
      fallback === undefined
        ? null
        : safe(planning, 'host', stated(fallback, target), what(target, 'tailscale_ip')),
    jump: jumpsTo(planning, target),
    connectTimeoutSec: options?.connectTimeoutSec ?? null,
    hostKeyChecking: checking(planning, target, options?.hostKeyChecking),
    knownHostsFile: knownHosts(planning, target, options?.knownHostsFile),
  };
}

function hopOf(planning: Planning, target: SshTarget): Hop {
  const { host, overlay, user, port } = target;
  return {
    id: safe(planning, 'id', stated(target.id, target), 'the id of an ssh target'),
    host: safe(planning, 'host', stated(host ?? overlay ?? target.id, target), what(target, 'host')),
    user: user === undefined ? null : safe(planning, 'user', stated(user, target), what(target, 'user')),
    port: port ?? null,
  };
}

/** `probe_via`, and what that one is reached over, first hop first. */
function jumpsTo(planning: Planning, target: SshTarget): Hop[] {
  const jumps: Hop[] = [];
  const seen = new Set([target.id]);
  for (let via = target.probeVia; via !== undefined; ) {
    const next = sshTarget(planning, via);
    if (!next || seen.has(next.id)) {
      const problem = next ? 'which leads back to itself' : 'which ssh.targets.yaml does not have';
      planning.refuse(`${what(target, 'probe_via')} names ${quoted(via)}, ${problem}`, target.at);
      return jumps;
    }
    seen.add(next.id);
    jumps.unshift(hopOf(planning, next));
    via = next.probeVia;
  }
  return jumps;
}

function sshTarget(planning: Planning, id: string): SshTarget | undefined {
  return planning.estate.index.node(id)?.ssh ?? planning.estate.index.named(id)?.ssh;
}

const CHECKING = /^(yes|no|ask|accept-new|off)$/;

function checking(planning: Planning, target: SshTarget, value: string | undefined): string | null {
  if (value === undefined) return null;
  const word = { true: 'yes', false: 'no' }[value] ?? value;
  if (CHECKING.test(word)) return word;
  planning.refuse(
    `strict_host_key_checking of ${quoted(target.id)} is ${quoted(value)}; expected "yes", "no", "ask" or "accept-new"`,
    target.at,
  );
  return null;
}

function knownHosts(planning: Planning, target: SshTarget, value: string | undefined): string | null {
  return value === undefined
    ? null
    : safe(planning, 'folder', stated(value, target), what(target, 'user_known_hosts_file'));
}

function routeByAddress(planning: Planning, machine: Machine): Route | undefined {
  const [address, other] = [...machine.addresses, ...machine.overlayAddresses];
  if (!address) return undefined;
  const id = 'id' in machine ? machine.id : machine.key.replace('/', '-');
  return {
    ...nowhere(safe(planning, 'id', { value: id, at: machine.at }, 'the id of a machine')),
    host: safe(planning, 'host', address, `an address of ${named(machine)}`),
    fallback: other ? safe(planning, 'host', other, `an address of ${named(machine)}`) : null,
  };
}

const stated = (value: string, { at }: { readonly at: Anchor }): Stated<string> => ({ value, at });

const what = (target: SshTarget, field: string): string => `${field} of ssh target ${quoted(target.id)}`;

/** Where a machine is looked at from when it is only reached over others; null for where this tool runs. */
export function lastHop(route: Route): Route | null {
  const hop = route.jump.at(-1);
  if (!hop) return null;
  const { connectTimeoutSec, hostKeyChecking, knownHostsFile } = route;
  return {
    ...hop,
    fallback: null,
    jump: route.jump.slice(0, -1),
    connectTimeoutSec,
    hostKeyChecking,
    knownHostsFile,
  };
}
