import {
  leftOutBy,
  notRunBy,
  type Recovery,
  recoverableSites,
  recoveries,
  serves,
} from '../../src/estate/ask/recovery.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Script } from '../../src/estate/model/script.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { quoted } from '../../src/finding/printable.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const RECOVERY = 'ops/plugins/infra/bin/infra-post-power-recovery';
const WINDOW = 'ops/plugins/infra/bin/infra-maintenance-window';

export default defineGate<Site>({
  id: 'scripts/recovery-reaches-every-site',
  title: 'Recovery has a way to look at every site with active guests',
  why: 'After a loss of power one site is recovered and the other is passed over in silence, until somebody there misses the network.',
  fix: 'Take the sites from the contract that declares recovery, without exceptions in the script.',
  severity: 'error',
  reads: ['topology.sites', 'vm.lifecycle'],
  scripts: { triggers: ['qm', 'pct', 'docker', 'podman', 'pvesh'] },
  unseen:
    'Sites that are left out by a filter on the list of sites, or by a list that is read from elsewhere.',
  examines: (estate) => (recoveries(estate).length === 0 ? [] : recoverableSites(estate)),
  *judge(site, estate) {
    const serving = recoveriesOf(site, estate);
    if (serving.length === 0) yield noneFor(site, estate);
    else if (serving.every((each) => leftOutBy(each, site, estate)))
      for (const recovery of serving) yield leavesOut(recovery, site, estate);
    for (const recovery of serving) yield* callers(recovery, site, estate);
  },
  examples: {
    passing: [
      {
        name: 'an order of sites, with every site in it',
        edits: [
          {
            file: RECOVERY,
            find: '  recover_site "$site"\ndone\n',
            replace:
              '  if [[ $site == home ]]; then\n    recover_site home\n  else\n    recover_site "$site"\n  fi\ndone\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a site that is skipped by name',
        edits: [
          {
            file: RECOVERY,
            find: '  recover_site "$site"\ndone\n',
            replace: '  [[ «$site == home» ]] && continue\n  recover_site "$site"\ndone\n'.replace(
              '[[ «$site == home» ]]',
              '«[[ $site == home ]]»',
            ),
          },
        ],
      },
      {
        name: 'a site that is skipped by a variable that holds its name',
        edits: [
          {
            file: RECOVERY,
            find: '  recover_site "$site"\ndone\n',
            replace: '  skip=home\n  «[ "$site" = "$skip" ]» && continue\n  recover_site "$site"\ndone\n',
          },
        ],
      },
      {
        name: 'a window that runs the recovery for one site only',
        edits: [
          {
            file: WINDOW,
            from: '  "$PLUGINS/infra/bin/infra-post-power-recovery"',
            to: '}\nphase_verify',
            replace:
              '  case «"$1"» in\n    shop) "$PLUGINS/infra/bin/infra-post-power-recovery" --site "$1" ;;\n    *) echo "nothing to recover" ;;\n  esac\n',
          },
        ],
      },
      {
        name: 'only a recovery that is named for the other site',
        edits: [
          { file: RECOVERY, remove: true },
          {
            file: 'ops/plugins/shop/bin/shop-post-power-recovery',
            content: '#!/bin/sh\nset -e\nqm list\npct list\n',
          },
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: '  - id: home\n',
            replace: '  - id: «home»\n',
          },
        ],
      },
    ],
  },
});

/** Those that look themselves; where there are none, those that leave the looking to other scripts. */
function recoveriesOf(site: Site, estate: Estate): readonly Recovery[] {
  const serving = recoveries(estate).filter((each) => serves(each, site.id));
  const looking = serving.filter((each) => each.containers.length + each.guests.length > 0);
  return looking.length > 0 ? looking : serving;
}

function noneFor(site: Site, estate: Estate): Breach {
  const others = recoveries(estate).map(({ script }) => script);
  return {
    message: `no recovery looks at site ${quoted(site.id)}: each is named for another site; expected one for every site with active guests`,
    related: others.map((script) => ({ message: `${script.path} is for another site`, at: script.at })),
  };
}

function leavesOut(recovery: Recovery, site: Site, estate: Estate): Breach {
  const at = leftOutBy(recovery, site, estate)!;
  return breach(
    recovery.script,
    site,
    at,
    `recovery passes site ${quoted(site.id)} over by its name, although it has active guests`,
  );
}

function* callers(recovery: Recovery, site: Site, estate: Estate): Iterable<Breach> {
  for (const path of new Set(recovery.script.facts.calledBy.map(({ from }) => from))) {
    const caller = estate.index.script(path);
    const at = caller && notRunBy(caller, recovery, site, estate);
    if (caller && at)
      yield breach(
        caller,
        site,
        at,
        `recovery is run for other sites and not for site ${quoted(site.id)}, which has active guests`,
      );
  }
}

function breach(script: Script, site: Site, at: NonNullable<Breach['at']>, what: string): Breach {
  return {
    at,
    message: `${what}; expected it to be recovered like every other site`,
    detail: { kind: 'recovery-site', value: site.id },
    related: [{ message: `site ${quoted(site.id)} is declared here`, at: site.at }],
    key: script.path,
  };
}
