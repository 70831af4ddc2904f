import { literalBreaches, readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';

export default defineGate<Script>({
  id: 'scripts/no-site-literal',
  title: 'No script for every site spells a site: it reads the sites from the contract',
  why: 'A third site is then a change of code in every such script, and the one that is forgotten leaves the new site out of a shutdown or a recovery without a word.',
  fix: 'Read the sites and their policies from the contract that the message names, and loop over them.',
  severity: 'error',
  reads: ['topology.sites'],
  scripts: { triggers: [] },
  unseen:
    'Site names in messages, comments and usage texts, which decide nothing, names that a script builds at run time, and checks of the gate registry, which gate-scripts/no-pinned-literal judges.',
  examines: readScriptsOf,
  judge: (script) => literalBreaches(script, (literal) => literal.of === 'site' && literal.form !== 'flag'),
  examples: {
    passing: [
      {
        name: 'a script that is named for one site names it',
        edits: [
          {
            file: 'ops/plugins/home/bin/home-dns-check',
            find: 'domains=$(',
            replace: 'site=home\n[[ $site == home ]] || exit 2\ndomains=$(',
          },
        ],
      },
      {
        name: 'a variable for a page, held against what is asked for',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: 'SITES=()\n',
            replace: 'SITES=()\npage=home\n[ "$1" != "$page" ] || exit 2\n',
          },
        ],
      },
      {
        name: 'a home directory and a page called home are no site',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: 'SITES=()\n',
            replace: 'SITES=()\ncd "$HOME"\necho \'home page: /home/operator\'\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a comparison with a variable that holds a site',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: 'SITES=()\n',
            replace: 'SITES=()\nskip=«home»\n',
          },
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: '  if "$PLUGINS/network/bin/network-oob-guard-status" --site "$site"; then return 0; fi',
            replace: '  if [ "$site" = "$skip" ]; then return 0; fi',
          },
        ],
      },
      {
        name: 'a comparison with a site',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: '  if "$PLUGINS/network/bin/network-oob-guard-status" --site "$site"; then return 0; fi',
            replace: '  if [ "$site" != "«shop»" ]; then return 0; fi',
          },
        ],
      },
      {
        name: 'arms of a case per site',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: 'site_nodes() {',
            replace:
              'order_of() {\n  case "$1" in\n    «shop») echo 1 ;;\n    «home») echo 2 ;;\n  esac\n}\n\nsite_nodes() {',
          },
        ],
      },
      {
        name: 'a list of sites',
        edits: [
          {
            file: 'ops/plugins/network/bin/network-oob-guard-status',
            find: 'sites=()\ntimeout',
            replace: 'sites=(«shop home»)\ntimeout',
          },
        ],
      },
      {
        name: 'a default that an option overrides is a warning',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: 'PHASE=""',
            replace: 'SITE="«shop»"\nPHASE=""',
          },
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: '    --execute) EXECUTE=1; shift ;;',
            replace: '    --place) SITE="$2"; shift 2 ;;\n    --execute) EXECUTE=1; shift ;;',
          },
        ],
      },
    ],
  },
});
