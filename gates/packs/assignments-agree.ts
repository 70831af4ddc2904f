import { listed } from '../../src/estate/ask/describe.ts';
import { activeGateScripts, assignmentsOf, packsOf } from '../../src/estate/ask/packs.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { EstatePack, GateAssignment, GateScript } from '../../src/estate/model/pack.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const PROFILES = 'ops/bindings/gate.domain.profiles.yaml';
const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

export default defineGate<GateScript>({
  id: 'packs/assignments-agree',
  title: 'The two contracts that put a gate into domains put it into the same ones',
  why: 'One of them decides what a change runs and the other what a release runs: where they differ, a check is skipped on one of the two ways.',
  fix: 'Put the gate into the same domains in gate.domain.profiles.yaml and gate.execution.topology.yaml.',
  severity: 'error',
  reads: ['gate.registry', 'gate.domain.profiles', 'gate.execution.topology'],
  unseen:
    'A gate that only one of the two contracts knows; another law says that it lacks a pack or a domain.',
  examines: assignedTwice,
  *judge(gate, estate) {
    const domains = domainsOf(estate, gate);
    const packs = new Set(domains.map((pack) => pack.id));
    for (const row of assignmentsOf(estate, gate.id)) {
      const assigned = assignedTo(row);
      if (assigned.length === 0 || same(packs, new Set(assigned))) continue;
      const primaryHolds = row.primary === undefined || packs.has(row.primary.value);
      yield {
        message: `gate "${gate.id}" is assigned to ${words(assigned)}, but the profiles list it in ${words([...packs])}; expected the same domains in both`,
        at: row.primary?.at ?? row.at,
        severity: primaryHolds ? 'warning' : 'error',
        related: domains.map((pack) => ({
          message: `listed in the domain "${pack.id}"`,
          at: entryOf(pack, gate),
        })),
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the primary domain and a further one change places',
        edits: [
          {
            file: TOPOLOGY,
            find: 'gate_id: D102, primary_domain: core, secondary_domains: [infra]',
            replace: 'gate_id: D102, primary_domain: infra, secondary_domains: [core]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'another primary domain',
        edits: [
          {
            file: TOPOLOGY,
            find: 'gate_id: D139, primary_domain: storage',
            replace: 'gate_id: D139, primary_domain: «infra»',
          },
        ],
      },
      {
        name: 'a domain that only the profiles know of',
        edits: [
          { file: PROFILES, find: 'gate_ids: [D105]', replace: 'gate_ids: [D105, D104]' },
          {
            file: TOPOLOGY,
            find: 'gate_id: D104, primary_domain: infra',
            replace: 'gate_id: D104, primary_domain: «infra»',
          },
        ],
      },
    ],
  },
});

function assignedTwice(estate: Estate): GateScript[] {
  return activeGateScripts(estate).filter(
    (gate) => domainsOf(estate, gate).length > 0 && assignmentsOf(estate, gate.id).length > 0,
  );
}

const domainsOf = (estate: Estate, gate: GateScript): EstatePack[] =>
  packsOf(estate, gate.id).filter((pack) => pack.from === 'domain');

const assignedTo = ({ primary, secondary }: GateAssignment): string[] =>
  [...(primary === undefined ? [] : [primary]), ...secondary].map((domain) => domain.value);

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));

const words = (domains: readonly string[]): string => listed(domains.map((domain) => quoted(domain)));

const entryOf = (pack: EstatePack, gate: GateScript) =>
  pack.gates.find((entry) => entry.value.toUpperCase() === gate.id.toUpperCase())?.at ?? pack.at;
