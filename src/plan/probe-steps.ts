import { shortly } from '../estate/ask/describe.ts';
import { expectedStatuses } from '../estate/ask/expected-status.ts';
import { oncePerEstate } from '../estate/ask/once.ts';
import { phasesInOrder, startedBy } from '../estate/ask/positions.ts';
import { endpointOf } from '../estate/join/capabilities/probe-endpoint.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Node } from '../estate/model/node.ts';
import type { Probe } from '../estate/model/probe.ts';
import { referenceOf } from '../estate/reading/reference.ts';
import type { Anchor } from '../finding/place.ts';
import { groupByNames } from '../grouping/groups.ts';
import type { Check } from './check.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import { looksAt } from './looks.ts';
import { dns, exported, http, tcpFrom } from './network-checks.ts';
import type { Planning } from './planning.ts';
import type { Route } from './route-model.ts';
import { routeTo } from './routes.ts';
import { safe } from './safe.ts';

const probesByMachine = oncePerEstate((estate) =>
  groupByNames(
    estate.probes.filter((probe) => probe.enabled),
    (probe) => (probe.on ? [probe.on] : []),
  ),
);

/** Probes of services.health that look at a machine. */
export const probesOn = (planning: Planning, machine: Node | Guest): readonly Probe[] =>
  probesByMachine(planning.estate).get(machine) ?? [];

export function probeStep(moment: Moment, probe: Probe): Draft[] {
  const check = checkOf(
    moment.planning,
    probe.url,
    probe.kind,
    probe.at,
    probe.on,
    statusesOf(moment, probe),
  );
  if (!check) {
    moment.planning.leave(moment.site.id, probe.subject, `probe "${probe.id}" states no URL`, probe.at);
    return [];
  }
  return [
    draft(moment, {
      action: 'probe',
      subject: probe.subject,
      title: `"${probe.id}"`,
      wait: looksAt(moment, 'services', deadline(moment.planning, 120, 'a service that starts', probe.at)),
      verify: check,
      because: [
        { text: `services.health has it for ${probe.on ? shortly(probe.on) : 'the site'}`, at: probe.at },
      ],
    }),
  ];
}

const statusesOf = ({ planning }: Moment, probe: Probe): readonly number[] =>
  expectedStatuses(planning.estate).get(probe.id) ?? [];

/** The `health_probes` of the phases that start a machine, or its stacks. */
export function phaseProbes(moment: Moment, machine: Node | Guest, part: 'machine' | 'stacks'): Draft[] {
  const { planning } = moment;
  const key = referenceOf(machine);
  const urls = phasesInOrder(planning.estate, moment.site.id).flatMap((phase) =>
    phase.hosts.flatMap((host) => {
      const ids = [host.target?.guest ?? host.target?.node, ...startedBy(host).map((entry) => entry.guest)];
      const isPart = host.stacks.length > 0 === (part === 'stacks');
      return isPart && ids.includes(key) ? host.healthProbes.map((url) => ({ ...url, phase })) : [];
    }),
  );
  const unique = [...new Map(urls.map((url) => [url.value, url])).values()];
  return unique.flatMap(({ value, at, phase }, index) => {
    const check = checkOf(planning, value, undefined, at, machine, []);
    if (!check) return [];
    return [
      draft(moment, {
        action: 'probe',
        detail: `${part}-${index + 1}`,
        subject: machine.subject,
        title: `${value} on ${shortly(machine)}`,
        wait: looksAt(moment, 'services', deadline(planning, 180, 'a service that starts', at)),
        verify: check,
        because: [{ text: `phase ${phase.number} names this probe`, at }],
      }),
    ];
  });
}

/** A loopback address is meant as the machine itself sees it. */
function checkOf(
  planning: Planning,
  url: string | undefined,
  kind: Probe['kind'] | undefined,
  at: Anchor,
  machine: Node | Guest | undefined,
  statuses: readonly number[],
): Check | undefined {
  if (url === undefined) return undefined;
  const text = safe(planning, 'url', { value: url, at }, 'the URL of a probe');
  const endpoint = endpointOf(kind, text, undefined);
  const host = safe(planning, 'host', { value: endpoint.host ?? '', at }, 'the host of a probe');
  const from = isLoopback(host) && machine ? (routeTo(planning, machine) ?? null) : null;
  if (endpoint.kind === 'http') return http(from, text, statuses);
  if (endpoint.kind === 'tcp') return tcpFrom(from, host, [endpoint.port ?? 0]);
  if (endpoint.kind === 'nfs') return exported(from, host, pathsIn(planning, text, at));
  return dnsCheck(planning, from, host, endpoint.port ?? 53, text, at);
}

const isLoopback = (host: string): boolean => /^(localhost|127\.|::1$)/i.test(host);

function pathsIn(planning: Planning, url: string, at: Anchor): string[] {
  const path = /^[a-z]+:\/\/[^/]+(\/.+)$/.exec(url)?.[1];
  return path === undefined ? [] : [safe(planning, 'path', { value: path, at }, 'the export of a probe')];
}

/** The question stands in the path of the URL; without one any name server knows the root. */
function dnsCheck(
  planning: Planning,
  from: Route | null,
  host: string,
  port: number,
  url: string,
  at: Anchor,
): Check {
  const name = /^[a-z]+:\/\/[^/]+\/([^?#]+)/.exec(url)?.[1];
  if (name === undefined) return dns(from, host, port, '.');
  return dns(
    from,
    host,
    port,
    safe(planning, 'dnsName', { value: name, at }, 'the name that a probe asks for'),
  );
}
