import { named, shortly } from '../../src/estate/ask/describe.ts';
import { type Coverage, coverages, isAboutAll } from '../../src/estate/ask/observed-machines.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { referenceOf } from '../../src/estate/reading/reference.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const FILE = 'ops/capabilities.yaml';
const GUESTS = 'facet: guests\n    observes: [shop/211, shop/212, shop/213, shop/215, home/100, home/105]';

interface Watched extends Entity {
  readonly machine: Guest | Node;
  readonly missedBy: readonly Coverage[];
}

export default defineGate<Watched>({
  id: 'sites/observation-whole',
  title: 'A facet that observes most guests, hypervisors or NAS by name observes them all',
  why: 'A list of machines that was whole when it was written leaves out the machine that came later, and its report is green without it.',
  fix: 'Add the machine to observes of a capability with that facet in capabilities.yaml.',
  severity: 'warning',
  reads: ['capabilities', 'vm.lifecycle', 'topology.sites'],
  unseen:
    'Facets that observe half of the machines of a kind or fewer: what they leave out may be left out on purpose.',
  examines: watched,
  *judge({ machine, missedBy }, estate) {
    for (const { facet, capabilities, observed, missing } of missedBy) {
      const beside = capabilities.find((each) => observesAt(each, machine.site, estate));
      const nearest = beside ?? capabilities[0]!;
      const { at } = nearest.statedObserves[0]!;
      const isOne = beside !== undefined || capabilities.length === 1;
      yield {
        at: 'path' in at ? { ...at, path: at.path.slice(0, -1), on: 'key' } : at,
        key: facet,
        message: `"${facet}" observes ${observed.length} of ${observed.length + missing.length} machines of this kind by name, and not ${named(machine)}; expected "${referenceOf(machine)}" in observes of ${isOne ? quoted(nearest.id) : 'a capability with that facet'}`,
        related: [{ message: `${shortly(machine)} is declared here`, at: machine.at }],
        detail: { facet },
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a second capability of the facet has the rest',
        edits: [
          {
            file: FILE,
            find: GUESTS,
            replace: 'facet: guests\n    observes: [shop/211, shop/212, shop/213, shop/215, home/100]',
          },
          {
            file: FILE,
            find: '\ncapabilities:\n',
            replace:
              '\ncapabilities:\n  guest.more: {command: "true", safety: read-only, facet: guests, observes: [home/105]}\n',
          },
        ],
      },
      {
        name: 'half of the guests',
        edits: [
          {
            file: FILE,
            find: GUESTS,
            replace: 'facet: guests\n    observes: [shop/211, shop/212, home/100]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'one guest is left out',
        edits: [
          {
            file: FILE,
            find: GUESTS,
            replace: 'facet: guests\n    «observes»: [shop/211, shop/212, shop/213, shop/215, home/100]',
          },
        ],
      },
    ],
  },
});

/** Whether the capability observes anything else of a site. */
const observesAt = ({ statedObserves }: Capability, site: string | undefined, { index }: Estate): boolean =>
  site !== undefined && statedObserves.some(({ value }) => index.named(value)?.site === site);

function watched(estate: Estate): Watched[] {
  const all = coverages(estate).filter(isAboutAll);
  const missing = groupByNames(
    all.flatMap((coverage) => coverage.missing.map((machine) => ({ machine, coverage }))),
    ({ machine }) => [machine.subject],
  );
  const machines = new Set(all.flatMap((coverage) => [...coverage.observed, ...coverage.missing]));
  return [...machines].map((machine) => ({
    subject: machine.subject,
    at: machine.at,
    ...(machine.site !== undefined && { site: machine.site }),
    machine,
    missedBy: (missing.get(machine.subject) ?? []).map(({ coverage }) => coverage),
  }));
}
