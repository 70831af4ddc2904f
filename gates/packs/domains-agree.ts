import { collectionAnchor } from '../../src/estate/ask/collection-key.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { GateTopology } from '../../src/estate/model/pack.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const PROFILES = 'ops/bindings/gate.domain.profiles.yaml';
const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

export default defineGate<GateTopology>({
  id: 'packs/domains-agree',
  title: 'The profiles, the topology and its release sequence know the same domains',
  why: 'A domain that one of them forgets is never released or never triggered, and every gate in it is idle with it.',
  fix: 'Declare the domain in gate.domain.profiles.yaml and in domain_metadata of gate.execution.topology.yaml.',
  severity: 'error',
  reads: ['gate.domain.profiles', 'gate.execution.topology'],
  examines: (estate) => (domainIds(estate).length > 0 ? estate.gateTopologies : []),
  *judge(topology, estate) {
    const profiled = domainIds(estate);
    const declared = topology.domains.map((domain) => domain.value);
    if (declared.length > 0) yield* lacking(topology, profiled, declared, estate);
    yield* unreleased(topology, declared);
    yield* undeclared(topology, new Set([...profiled, ...declared]));
  },
  examples: {
    passing: [
      {
        name: 'another sequence of release',
        edits: [
          {
            file: TOPOLOGY,
            find: 'release_sequence: [core, infra, storage, backup]',
            replace: 'release_sequence: [core, backup, storage, infra]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a domain that the topology does not know',
        edits: [
          { file: TOPOLOGY, find: '\ndomain_metadata:\n', replace: '\n«domain_metadata»:\n' },
          {
            file: PROFILES,
            find: '  backup:\n',
            replace: '  cameras:\n    gate_ids: [D101]\n  backup:\n',
          },
        ],
      },
      {
        name: 'a domain that the profiles do not know',
        edits: [
          { file: PROFILES, find: '\ndomains:\n', replace: '\n«domains»:\n' },
          {
            file: PROFILES,
            from: '  backup:\n',
            to: '"Copies."',
            replace: '  infra-two:\n    description: ',
          },
          {
            file: TOPOLOGY,
            find: '  - {domain_id: backup,',
            replace: '  - {domain_id: infra-two, depends_on: []}\n  - {domain_id: backup,',
          },
          { file: TOPOLOGY, find: 'storage, backup]', replace: 'storage, backup, infra-two]' },
        ],
      },
      {
        name: 'a release that leaves a domain out and names one that is gone',
        edits: [
          {
            file: TOPOLOGY,
            find: 'release_sequence: [core, infra, storage, backup]',
            replace: '«release_sequence»: [core, infra, storage, «backups»]',
          },
        ],
      },
      {
        name: 'an assignment to an unknown domain',
        edits: [
          {
            file: TOPOLOGY,
            find: 'gate_id: D101, primary_domain: core, secondary_domains: []',
            replace: 'gate_id: D101, primary_domain: core, secondary_domains: [«sites»]',
          },
        ],
      },
    ],
  },
});

const domainIds = (estate: Estate): string[] =>
  estate.packs.flatMap((pack) => (pack.from === 'domain' ? [pack.id] : []));

function* lacking(
  topology: GateTopology,
  profiled: readonly string[],
  declared: readonly string[],
  estate: Estate,
): Iterable<Breach> {
  const profilesAt = collectionAnchor(estate, 'gate.domain.profiles', ['domains']) ?? topology.at;
  for (const id of profiled.filter((each) => !declared.includes(each))) {
    const message = `the profiles have the domain "${id}", which domain_metadata lacks; expected it in both`;
    yield { message, at: topology.domainsAt, key: `topology ${id}` };
  }
  for (const id of declared.filter((each) => !profiled.includes(each))) {
    const message = `the topology has the domain "${id}", which the profiles lack; expected it in both`;
    yield { message, at: profilesAt, key: `profiles ${id}` };
  }
}

function* unreleased(topology: GateTopology, declared: readonly string[]): Iterable<Breach> {
  const released = topology.releaseSequence.map((domain) => domain.value);
  if (released.length === 0) return;
  for (const id of declared.filter((each) => !released.includes(each))) {
    yield {
      message: `release_sequence lacks the domain "${id}"; expected every domain once`,
      at: { file: topology.file, path: ['release_sequence'], on: 'key' },
      fix: 'Add the domain to release_sequence at its place.',
      key: `release ${id}`,
    };
  }
}

function* undeclared(topology: GateTopology, known: ReadonlySet<string>): Iterable<Breach> {
  for (const [where, domain] of references(topology)) {
    if (known.has(domain.value)) continue;
    const near = nearest(domain.value, [...known]);
    const hint = near === undefined ? '' : `; did you mean "${near}"`;
    yield {
      message: `${where} names the domain "${domain.value}", which no contract declares${hint}`,
      at: domain.at,
      key: `${where} ${domain.value}`,
    };
  }
}

function references({ releaseSequence, assignments }: GateTopology): [string, Stated<string>][] {
  return [
    ...releaseSequence.map((domain): [string, Stated<string>] => ['release_sequence', domain]),
    ...assignments.flatMap(({ gate, primary, secondary }) =>
      [...(primary === undefined ? [] : [primary]), ...secondary].map((domain): [string, Stated<string>] => [
        `the assignment of gate "${gate.value}"`,
        domain,
      ]),
    ),
  ];
}
