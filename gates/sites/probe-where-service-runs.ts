import { named, shortly } from '../../src/estate/ask/describe.ts';
import { oncePerThing } from '../../src/estate/ask/once.ts';
import { portOf, probesNamed } from '../../src/estate/ask/probed-services.ts';
import { isActiveSite, isUp } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Probe } from '../../src/estate/model/probe.ts';
import type { Service } from '../../src/estate/model/service.ts';
import { defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';

export default defineGate<Service>({
  id: 'sites/probe-where-service-runs',
  title: 'A probe of the name and the port of a service asks the machine on which the registry puts it',
  why: 'One of the two contracts kept the place that the service had before it moved: the probe asks where nothing runs any more, or a window stops the wrong guest for it.',
  fix: 'State the machine on which the service runs as its host in SERVICE_REGISTRY.yaml and in services.health.yaml.',
  severity: 'warning',
  reads: ['service.registry', 'services.health'],
  unseen: 'Probes at another port, such as that of what stands before the service.',
  examines: probedServices,
  *judge(service, estate) {
    const probes = ownProbes(estate, service);
    if (probes.some(({ on }) => on === service.on)) return;
    for (const probe of probes) {
      yield {
        at: service.host!.at,
        key: probe.id,
        message: `the registry puts service "${service.id}" on ${named(service.on!)}, but its probe asks ${shortly(probe.on!)} for port ${service.port}; expected one machine in both`,
        related: [{ message: 'the probe of the service', at: probe.at }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a probe at the port of what stands before the service',
        edits: [
          {
            file: REGISTRY,
            find: '  proxy:\n    host: edge-a\n    port: 8080',
            replace: '  proxy:\n    host: media-a\n    port: 9090',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a service that moved',
        edits: [
          { file: REGISTRY, find: '  proxy:\n    host: edge-a', replace: '  proxy:\n    host: «media-a»' },
        ],
      },
    ],
  },
});

function probedServices(estate: Estate): readonly Service[] {
  return estate.services.filter(
    (service) =>
      service.status === 'active' &&
      service.on !== undefined &&
      isUp(service.on) &&
      isActiveSite(estate, service.site) &&
      ownProbes(estate, service).length > 0,
  );
}

const ownProbes = oncePerThing((estate, { id, port }: Service): readonly Probe[] =>
  probesNamed(estate, id).filter(
    (probe) => probe.enabled && probe.on !== undefined && portOf(probe) === port,
  ),
);
