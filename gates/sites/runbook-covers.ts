import { missingParts, runbooksOf, wholeRunbookElsewhere } from '../../src/estate/ask/runbooks.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Runbook } from '../../src/estate/model/runbook.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

export default defineGate({
  id: 'sites/runbook-covers',
  title: 'Every active site has a reboot runbook with pre-checks, hard stops and rollback',
  why: 'The one time a reboot goes wrong is the one time somebody reads the runbook; a runbook about another site tells them to look at the wrong machines.',
  fix: 'Write a <SITE>_REBOOT_HEALTH_GATE.md that names the site or its hypervisor, with a section each for pre-checks, hard stops and rollback.',
  severity: 'error',
  reads: ['topology.sites', 'reboot.runbook'],
  unseen:
    'Whether the commands in a section are the right ones; that a section has content is all that is looked at.',
  examines: activeSites,
  *judge(site, estate) {
    const [best] = [...runbooksOf(estate, site.id)].sort(
      (a, b) => missingParts(a).length - missingParts(b).length,
    );
    if (!best) yield none(site, estate);
    else if (missingParts(best).length > 0) yield incomplete(site, best, estate);
  },
  examples: {
    passing: [
      {
        name: 'front matter names no site, the text names the hypervisor',
        edits: [{ file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md', find: 'sites: [home]\n', replace: '' }],
      },
    ],
    failing: [
      {
        name: 'no runbook of the site',
        edits: [
          { file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md', remove: true },
          { file: 'ops/bindings/topology.sites.yaml', find: '- id: home', replace: '- id: «home»' },
        ],
      },
      {
        name: 'a runbook of two sites of which one has a whole one of its own',
        edits: [
          {
            file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md',
            find: 'sites: [home]',
            replace: 'sites: [shop, «home»]',
          },
          {
            file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md',
            find: '## Rollback Criteria',
            replace: '## Afterwards',
          },
          {
            file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md',
            find: '## Pre-Reboot Hard Stops',
            replace: '## Pre-Reboot Notes',
          },
        ],
      },
      {
        name: 'a runbook that says nothing of when to go back',
        edits: [
          {
            file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md',
            find: 'sites: [home]',
            replace: 'sites: [«home»]',
          },
          {
            file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md',
            find: '## Rollback Criteria',
            replace: '## Afterwards',
          },
        ],
      },
    ],
  },
});

function none(site: Site, estate: Estate): Breach {
  const hosts = site.hypervisors.map((id) => `"${id}"`).join(' or ');
  const named = hosts ? `the site or its hypervisor ${hosts}` : 'the site';
  return {
    message: `site "${site.id}" has no reboot runbook: none names ${named}; expected one with pre-checks, hard stops and rollback`,
    related: examplePointer(site, estate),
  };
}

function incomplete(site: Site, runbook: Runbook, estate: Estate): Breach {
  const parts = missingParts(runbook).join(' and no ');
  return {
    message: `the reboot runbook of site "${site.id}" has no ${parts}; expected a section with content for each`,
    at: runbook.sites.find((covered) => covered.site === site.id)?.at ?? runbook.at,
    related: examplePointer(site, estate),
    fix: `Add the missing section to ${runbook.file}.`,
  };
}

function examplePointer(site: Site, estate: Estate): NonNullable<Breach['related']> {
  const covered = wholeRunbookElsewhere(estate, site.id);
  return covered ? [{ message: `site "${covered.site}" has a whole one`, at: covered.at }] : [];
}
