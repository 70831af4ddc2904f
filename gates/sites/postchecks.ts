import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed } from '../../src/estate/ask/describe.ts';
import { type Postcheck, postchecks, sitesOfPostchecks } from '../../src/estate/ask/postchecks.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const KIND = 'infra.maintenance.transaction.contract';
const CAPABILITIES = 'ops/capabilities.yaml';

export default defineGate({
  id: 'sites/postchecks',
  title:
    'Every required postcheck is a capability that can run, and no active site is left out where another is looked at',
  why: 'A window ends as completed when its postchecks pass; a check that looks at the other site says nothing about the one that was just started.',
  fix: 'Name capabilities in required_postchecks whose sites or observes hold every active site.',
  severity: 'error',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract', 'capabilities'],
  unseen:
    'Postchecks of which nothing tells the site: where all are like that, none is taken to leave a site out.',
  examines: (estate) => [...activeSites(estate), ...postchecks(estate)],
  *judge(entity, estate) {
    if ('capability' in entity) yield* unable(entity, estate);
    else yield* unobserved(entity, estate);
  },
  examples: {
    passing: [
      {
        name: 'one postcheck that looks everywhere is enough',
        edits: [
          {
            file: CONTRACT,
            from: '  - services.health.status\n',
            to: '\nverify_policy:',
            replace: '',
          },
        ],
      },
      {
        name: 'a postcheck that takes the site of the window',
        edits: [
          {
            file: CONTRACT,
            from: '  - services.health.status\n',
            to: '\nverify_policy:',
            replace: '',
          },
          {
            file: CAPABILITIES,
            content:
              'version: "1.0"\nupdated: "2026-01-12"\ncapabilities:\n  ssh.target.status: {command: "ssh-status", safety: read-only}\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a capability that does not exist',
        edits: [{ file: CONTRACT, find: '  - guest.status\n', replace: '  - «guests.status»\n' }],
      },
      {
        name: 'a capability whose file does not exist',
        edits: [
          { file: CONTRACT, find: '  - guest.status\n', replace: '  - «guest.status»\n' },
          {
            file: CAPABILITIES,
            find: './ops/plugins/infra/bin/guest-status',
            replace: './ops/bin/no-such-file',
          },
        ],
      },
      {
        name: 'a site at which no postcheck looks',
        edits: [
          {
            file: CONTRACT,
            from: 'required_postchecks:',
            to: '\nverify_policy:',
            replace: '«required_postchecks»:\n  - shop.bmc.sensors\n',
          },
        ],
      },
    ],
  },
});

function* unable(postcheck: Postcheck, estate: Estate): Iterable<Breach> {
  const { id, capability } = postcheck;
  if (!capability) {
    const near = nearest(
      id,
      estate.capabilities.map((known) => known.id),
    );
    const hint = near === undefined ? '' : `; did you mean "${near}"`;
    yield { message: `the required postcheck "${id}" is no capability of capabilities.yaml${hint}` };
  } else if (capability.executable?.exists === false) {
    yield {
      message: `the required postcheck "${id}" cannot run: its command names "${capability.executable.path}", which does not exist`,
      related: [{ message: 'the command', at: capability.command?.at ?? capability.at }],
    };
  }
}

function* unobserved(site: Site, estate: Estate): Iterable<Breach> {
  const looked = sitesOfPostchecks(estate);
  const generic = looked.size === 0 && postchecks(estate).length > 0;
  if (generic || looked.has(site.id)) return;
  const { at, where, related } = missingRow(estate, site, KIND, ['required_postchecks']);
  yield {
    message: `no required postcheck looks at site "${site.id}"; expected a capability whose sites or observes hold it in ${where}`,
    at,
    related: [
      ...related,
      ...postchecks(estate)
        .slice(0, 6)
        .flatMap(({ capability }) =>
          capability ? [reach(capability.id, capability.sites, capability.at)] : [],
        ),
    ],
  };
}

function reach(id: string, sites: readonly string[], at: Site['at']) {
  const where =
    sites.length === 0 ? 'counts for no site' : `looks at ${listed(sites.map((site) => `"${site}"`))}`;
  return { message: `"${id}" ${where}`, at };
}
