import { literalBreaches, readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';

export default defineGate<Script>({
  id: 'scripts/no-site-flag',
  title: 'No parser has a flag named for a site without a generic form of it',
  why: 'Each new site needs a new flag, its variable and its branch in every parser, and the callers have to learn it.',
  fix: 'Take the site as a value of one flag, such as --poweroff SITE, and check it against the declared sites.',
  severity: 'error',
  reads: ['topology.sites'],
  scripts: { triggers: [] },
  unseen: 'Flags that are built from variables.',
  examines: readScriptsOf,
  judge: (script) => literalBreaches(script, (literal) => literal.of === 'site' && literal.form === 'flag'),
  examples: {
    passing: [
      {
        name: 'an old flag beside its generic form',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: '    --ack-token) ACK',
            replace:
              '    --poweroff-shop) POWEROFF+=("$(yq -r \'.sites[0].id\' "$TOPOLOGY")"); shift ;;\n    --ack-token) ACK',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'one flag per site',
        edits: [
          {
            file: 'ops/plugins/infra/bin/infra-maintenance-window',
            find: '    --poweroff) POWEROFF+=("${2:?--poweroff needs a value}"); shift 2 ;;\n',
            replace:
              '    «--poweroff-shop») POWEROFF+=(1); shift ;;\n    «--poweroff-home») POWEROFF+=(2); shift ;;\n',
          },
        ],
      },
    ],
  },
});
