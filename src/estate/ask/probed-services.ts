import { groupByNames } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { Probe } from '../model/probe.ts';
import type { Service } from '../model/service.ts';
import { referenceOf } from '../reading/reference.ts';
import { oncePerEstate } from './once.ts';
import { isActiveSite, isUp } from './standard.ts';

/** Active services that say how to ask whether they are well, on machines that are up, at active sites. */
export const answeringServices = oncePerEstate((estate): readonly Service[] =>
  estate.services.filter(
    ({ status, health, on, site }) =>
      status === 'active' && health !== undefined && on && isUp(on) && isActiveSite(estate, site),
  ),
);

/** Whether a probe asks the service: it has its name, or asks its port on its machine. */
export function asks(probe: Probe, service: Service): boolean {
  if (probe.id === service.id) return true;
  const port = portOf(probe);
  return port !== undefined && port === service.port && probe.on !== undefined && probe.on === service.on;
}

/** The port that a URL spells. */
export const portOf = ({ url }: Probe): number | undefined => {
  const port = /^\w+:\/\/[^/]*?:(\d+)(?:[/?#]|$)/.exec(url ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
};

/** The probes that have the name of a service, wherever they ask. */
export const probesNamed = (estate: Estate, service: string): readonly Probe[] =>
  probes(estate).byId.get(service) ?? [];

/** The probes that ask a service, also those that are switched off. */
export function probesOfService(estate: Estate, service: Service): readonly Probe[] {
  const { byMachine } = probes(estate);
  const near = [
    ...probesNamed(estate, service.id),
    ...(byMachine.get(service.on ? referenceOf(service.on) : '') ?? []),
  ];
  return [...new Set(near)].filter((probe) => asks(probe, service));
}

const probes = oncePerEstate((estate) => ({
  byId: groupByNames(estate.probes, ({ id }) => [id]),
  byMachine: groupByNames(estate.probes, ({ on }) => (on ? [referenceOf(on)] : [])),
}));

const isProbed = (estate: Estate, service: Service): boolean =>
  probesOfService(estate, service).some(({ enabled }) => enabled);

/** Sites of whose answering services half or more have an enabled probe. */
export const sitesOfProbedServices = oncePerEstate((estate): ReadonlySet<string> => {
  const bySite = groupByNames(answeringServices(estate), ({ site }) => (site === undefined ? [] : [site]));
  const isUsual = ([, all]: [string, readonly Service[]]) =>
    all.filter((service) => isProbed(estate, service)).length * 2 >= all.length;
  return new Set([...bySite].filter(isUsual).map(([site]) => site));
});
