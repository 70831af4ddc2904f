import { allowCovers, allowingScripts } from '../../src/estate/ask/allows.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const GUARD = 'ops/plugins/network/bin/network-oob-guard-status';

export default defineGate<Script>({
  id: 'scripts/allow-is-needed',
  title: 'Every comment that allows a finding in a script stands at one',
  why: 'A dead comment waits for the next finding on its line and swallows it before anybody has seen it.',
  fix: 'Delete the comment.',
  severity: 'warning',
  reads: [],
  scripts: { triggers: ['gates-allow'] },
  needs: (estate) => allowingScripts(estate).flatMap(({ facts }) => facts.allows.map((allow) => allow.gate)),
  examines: (estate) => estate.scripts,
  *judge({ path, facts }, _, laws) {
    for (const allow of facts.allows) {
      const known = laws.known.includes(allow.gate);
      const used = laws
        .findings(allow.gate)
        .some((finding) => finding.place.file === path && allowCovers(allow, finding));
      if (used || laws.run(allow.gate)?.stopped) continue;
      const what = known
        ? 'suppresses nothing: the line has no such finding'
        : 'names a gate that does not exist';
      yield {
        message: `the comment that allows ${quoted(allow.gate)} ${what}`,
        at: allow.anchor,
        key: allow.gate,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the line has the finding',
        edits: [
          {
            file: GUARD,
            find: 'timeout_sec=4\n',
            replace:
              'timeout_sec=4\nMAKER=192.0.2.9 # gates-allow: scripts/no-lan-literal -- the address of the maker\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the line has no such finding',
        edits: [
          {
            file: GUARD,
            find: 'timeout_sec=4\n',
            replace: '«# gates-allow: scripts/no-lan-literal -- it was an address once»\ntimeout_sec=4\n',
          },
        ],
      },
      {
        name: 'there is no such gate',
        edits: [
          {
            file: GUARD,
            find: 'timeout_sec=4\n',
            replace: 'timeout_sec=4 «# gates-allow: scripts/no-lan-litteral -- the address of the maker»\n',
          },
        ],
      },
    ],
  },
});
