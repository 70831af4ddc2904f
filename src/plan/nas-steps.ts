import { named, shortly } from '../estate/ask/describe.ts';
import { oncePerEstate } from '../estate/ask/once.ts';
import type { Node } from '../estate/model/node.ts';
import { groupByNames } from '../grouping/groups.ts';
import type { Check } from './check.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import { exported } from './network-checks.ts';
import { hostOff } from './off.ts';
import type { Planning, Reason, Reasons } from './planning.ts';
import type { Argv } from './route-model.ts';
import { requiredRoute } from './routes.ts';
import { safe } from './safe.ts';
import { waitFor } from './waits.ts';
import { wakerOf, wakeSteps } from './wake.ts';

/** ssh, the two web ports of the vendor's system, files over SMB, and NFS. */
const NAS_PORTS = [22, 5000, 5001, 445, 2049];

/** A NAS counts as up when its exports answer; ping and web pages answer earlier, and without its volumes. */
export function exportsOf(moment: Moment, nas: Node): Check {
  const { planning, site } = moment;
  const address = nas.addresses[0] ?? nas.overlayAddresses[0];
  const host = address
    ? safe(planning, 'host', address, `an address of "${nas.id}"`)
    : requiredRoute(planning, nas).host;
  return exported(wakerOf(planning, site) ?? null, host, exportPaths(planning, nas));
}

const mountsByProvider = oncePerEstate((estate) =>
  groupByNames(estate.mounts, (mount) => (mount.provider ? [mount.provider] : [])),
);

const exportProbes = oncePerEstate((estate) =>
  groupByNames(
    estate.probes.filter((probe) => probe.enabled && probe.class === 'storage-export'),
    (probe) => (probe.on ? [probe.on] : []),
  ),
);

/** Folders that mounts and probes expect of a NAS. */
function exportPaths(planning: Planning, nas: Node): string[] {
  const mounted = (mountsByProvider(planning.estate).get(nas) ?? []).flatMap(({ source, at }) => {
    const path = /:(\/.*)$/.exec(source ?? '')?.[1];
    return path === undefined ? [] : [{ value: path, at }];
  });
  const probed = (exportProbes(planning.estate).get(nas) ?? []).flatMap(({ url, at }) => {
    const path = /^nfs:\/\/[^/]+(\/.+)$/.exec(url ?? '')?.[1];
    return path === undefined ? [] : [{ value: path, at }];
  });
  const paths = [...mounted, ...probed].map((path) =>
    safe(planning, 'path', path, `an export of "${nas.id}"`),
  );
  return [...new Set(paths)].sort();
}

export function readNas(moment: Moment, nas: Node, because: Reason): Draft {
  return draft(moment, {
    action: 'read-nas',
    subject: nas.subject,
    title: shortly(nas),
    wait: deadline(moment.planning, 60, 'a look at one NAS', nas.at),
    verify: exportsOf(moment, nas),
    because: [because],
  });
}

export function startNas(moment: Moment, nas: Node, because: Reasons): Draft[] {
  return [
    ...wakeSteps(moment, nas, 'wake-nas', NAS_PORTS, because),
    draft(moment, {
      action: 'await-export',
      subject: nas.subject,
      title: shortly(nas),
      wait: waitFor(moment.planning, { thing: nas, what: 'itself', deadlineSec: 900, observed: true }),
      verify: exportsOf(moment, nas),
      because,
    }),
  ];
}

export function stopNas(moment: Moment, nas: Node, because: Reasons): Draft {
  const via = requiredRoute(moment.planning, nas);
  return draft(moment, {
    action: 'stop-nas',
    subject: nas.subject,
    title: shortly(nas),
    via,
    argv: stopCommand(moment, nas),
    wait: deadline(moment.planning, 900, 'a NAS ends its services and unmounts its volumes first', nas.at),
    verify: hostOff(moment, nas, via, NAS_PORTS),
    because,
  });
}

/** The command that the contract states: how a NAS is powered off differs by model and version, so none is assumed. */
function stopCommand({ planning, site }: Moment, nas: Node): Argv {
  const stated = site.maintenance?.nasStop;
  if (!stated || stated.value.length === 0) {
    planning.refuse(
      `${named(nas)} cannot be stopped: its site states no nas_stop; add the command to its row of the transaction contract, such as nas_stop: [sudo, poweroff]`,
      stated?.at ?? site.maintenance?.at ?? site.at,
      [{ text: 'the NAS', at: nas.at }],
    );
    return [];
  }
  return stated.value.map((word, index) =>
    safe(
      planning,
      index === 0 ? 'program' : 'word',
      { value: word, at: stated.at },
      `a word of nas_stop of "${site.id}"`,
    ),
  );
}
