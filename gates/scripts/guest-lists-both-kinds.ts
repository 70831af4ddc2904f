import type { Estate } from '../../src/estate/model/estate.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';
import type { ToolUse } from '../../src/scripts/facts.ts';

const STATUS = 'ops/plugins/infra/bin/guest-status';

const OTHER: Readonly<Record<string, string>> = { qm: 'pct', pct: 'qm' };

export default defineGate<Script>({
  id: 'scripts/guest-lists-both-kinds',
  title: 'A script that lists the guests of a hypervisor lists VMs and containers',
  why: 'The guests of the other kind are reported as absent, or not at all: both read like an answer.',
  fix: 'List with "qm list" and with "pct list".',
  severity: 'warning',
  reads: ['vm.lifecycle'],
  scripts: { triggers: ['qm', 'pct'] },
  unseen: 'Estates that have guests of one kind only, and lists that come from the API or from files.',
  examines: (estate) =>
    hasBothKinds(estate) ? estate.scripts.filter((script) => listsOf(script).length > 0) : [],
  *judge(script) {
    const tools = new Set(script.facts.text.tools.map(({ tool }) => tool));
    for (const { tool, anchor } of listsOf(script)) {
      const other = OTHER[tool]!;
      if (tools.has(other) || tools.has('pvesh')) continue;
      const message = `guests are listed with "${tool} list" alone; expected "${other} list" beside it`;
      yield { at: anchor, message, key: tool, detail: { kind: 'guest-list', value: `${tool} list` } };
      return;
    }
  },
  examples: {
    passing: [
      {
        name: 'both kinds in one command',
        edits: [{ file: STATUS, find: 'pct list | awk', replace: 'pct list 2>&1 | awk' }],
      },
    ],
    failing: [
      {
        name: 'machines twice',
        edits: [
          {
            file: STATUS,
            find: `"qm list | awk 'NR > 1 {print \\$1, \\$3}'; pct list | awk 'NR > 1 {print \\$1, \\$2}'"`,
            replace: `"«qm list» | awk 'NR > 1 {print \\$1, \\$3}'; qm list | awk 'NR > 1 {print \\$1, \\$2}'"`,
          },
        ],
      },
    ],
  },
});

const hasBothKinds = ({ guests }: Estate): boolean =>
  ['qemu', 'lxc'].every((kind) =>
    guests.some(({ guestKind, state }) => guestKind === kind && state === 'active'),
  );

const listsOf = ({ facts }: Script): readonly ToolUse[] =>
  facts.text.tools.filter(({ tool, verb }) => verb === 'list' && tool in OTHER);
