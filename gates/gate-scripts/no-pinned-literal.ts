import { checkFactsOf, firstGates } from '../../src/estate/ask/check-scripts.ts';
import { pinsOf } from '../../src/estate/ask/pinned.ts';
import type { GateScript } from '../../src/estate/model/pack.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';
const GUARD = 'surfaces/verify/d104-oob-policy-declared.sh';
const NAS = 'surfaces/verify/d139-nas-governed.sh';

export default defineGate<GateScript>({
  id: 'gate-scripts/no-pinned-literal',
  title: 'No check spells the name of one place, or demands that another script spells it',
  why: 'A check that expects one name passes over every other place, and fails the change that would take the name out of the code.',
  fix: 'Read the names from the contract that declares them, and check all of them.',
  severity: 'error',
  scripts: { triggers: [] },
  reads: ['gate.registry', 'topology.sites'],
  unseen: 'Names that the script puts together at run time.',
  examines: firstGates,
  *judge(gate, estate) {
    const script = checkFactsOf(estate, gate)!;
    for (const pin of pinsOf(estate, script)) {
      const where = pin.lookedForIn === undefined ? '' : ` in the text of ${pin.lookedForIn}`;
      yield {
        message: `the script of gate "${gate.id}" looks for ${quoted(pin.value)}${where}, a name of one place; expected what ${pin.read} holds`,
        at: { file: script.path, start: pin.start, end: pin.end },
        detail: {
          kind: pin.lookedForIn === undefined ? 'pinned' : 'pinned-text',
          value: pin.value,
          read: pin.read,
          ...(pin.function !== undefined && { function: pin.function }),
        },
        related: [{ message: 'registered here', at: gate.at }],
        key: `${pin.value} ${pin.function ?? ''} ${pin.statement}`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a check that is named for one place',
        edits: [
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d104-oob-policy-declared.sh',
            replace: 'check_script: surfaces/verify/d104-home-dns.sh',
          },
          {
            file: 'surfaces/verify/d104-home-dns.sh',
            content: '#!/bin/sh\nset -e\n[ "$1" = home ]\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'one site compared',
        edits: [
          {
            file: GUARD,
            find: 'for site in $sites; do\n',
            replace: 'for site in $sites; do\n  [[ $site != «shop» ]] && continue\n',
          },
        ],
      },
      {
        name: 'one NAS chosen',
        edits: [
          {
            file: NAS,
            find: 'yq -r \'.targets[] | select(.enabled) | .host\' "$INVENTORY" | lists "$node" ||',
            replace:
              'yq -r \'.targets[] | select(.host == "«nas»") | .host\' "$INVENTORY" | lists "$node" ||',
          },
        ],
      },
      {
        name: "another script's text with a site's name in it",
        edits: [
          {
            file: GUARD,
            find: 'problems=()',
            replace:
              'problems=()\nwindow=$root/ops/plugins/infra/bin/infra-maintenance-window\ngrep -q «\'enforce_shop_policy\'» "$window" || problems+=("the policy is gone")',
          },
        ],
      },
      {
        name: 'such texts in a list',
        edits: [
          {
            file: GUARD,
            find: 'problems=()',
            replace:
              'problems=()\nwindow=$root/ops/plugins/infra/bin/infra-maintenance-window\ntexts=(«--poweroff-shop» --dry-run)\nfor text in "${texts[@]}"; do\n  grep -qF -- "$text" "$window" || problems+=("$text is gone")\ndone',
          },
        ],
      },
    ],
  },
});
