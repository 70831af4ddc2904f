import type { Script } from '../../src/estate/model/script.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const GUARD = 'ops/plugins/network/bin/network-oob-guard-status';

export default defineGate<Script>({
  id: 'scripts/allow-has-reason',
  title: 'Every comment that allows a finding in a script says why',
  why: 'Without a reason nobody can tell later whether the finding was looked at or only silenced.',
  fix: 'Write the reason behind two dashes, or mend the finding and delete the comment.',
  severity: 'error',
  reads: [],
  scripts: { triggers: ['gates-allow'] },
  examines: (estate) => estate.scripts,
  *judge({ facts }) {
    for (const allow of facts.allows) {
      if (allow.reason !== undefined) continue;
      const message = `${quoted(allow.gate)} is allowed here without a reason, so it is not allowed; expected " -- " and the reason`;
      yield { message, at: allow.anchor, key: allow.gate };
    }
  },
  examples: {
    passing: [
      {
        name: 'a reason',
        edits: [
          {
            file: GUARD,
            find: 'timeout_sec=4\n',
            replace:
              'timeout_sec=4\n# gates-allow: scripts/no-lan-literal -- the address of the maker\nMAKER=192.0.2.9\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no reason',
        edits: [
          {
            file: GUARD,
            find: 'timeout_sec=4\n',
            replace: 'timeout_sec=4\n«# gates-allow: scripts/no-lan-literal»\nMAKER=192.0.2.9\n',
          },
        ],
      },
    ],
  },
});
