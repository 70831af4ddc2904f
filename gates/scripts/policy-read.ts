import { listed } from '../../src/estate/ask/describe.ts';
import { POLICY_KEYS, type Policy, policiesOf } from '../../src/estate/ask/unread-policy.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const ORDER = 'ops/bindings/startup.sequencing.yaml';
const CAPABILITIES = 'ops/capabilities.yaml';
const WINDOW = 'ops/plugins/infra/bin/infra-maintenance-window';
const WITHOUT_TOOL = {
  file: CAPABILITIES,
  find: 'command: "gates window run"\n',
  replace: 'command: "./ops/plugins/infra/bin/infra-maintenance-window"\n',
};
const OTHER_RECOVERY = {
  file: CAPABILITIES,
  find: 'command: "gates window run --phase recovery"\n',
  replace: 'command: "./ops/plugins/infra/bin/infra-post-power-recovery"\n',
};

export default defineGate<Policy>({
  id: 'scripts/policy-read',
  title: 'What a contract decides is read by the scripts that act on it',
  why: 'Somebody changes the switch in the contract and believes it; the script asks for the name of a site or a number of its own, and does what it always did.',
  fix: 'Read the key from the contract in the script, in place of the literal.',
  severity: 'error',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract', 'startup.sequencing'],
  scripts: { triggers: [...POLICY_KEYS, 'startup_order', 'shutdown_order', 'vm_ids', 'lxc_ids'] },
  unseen:
    'Fields that nothing in a script speaks of, whether a value that is read is heeded, and check scripts, which decide nothing.',
  examines: policiesOf,
  *judge({ keys, about, read, decisions, at }) {
    const [first] = decisions;
    if (read || !first) return;
    yield {
      at,
      message: `no script reads ${listed(keys.map((key) => quoted(key)))}, while scripts decide ${about} by ${quoted(first.text)}; the contract was expected to decide`,
      related: decisions
        .slice(0, 4)
        .map((decision) => ({ message: `decided here by ${quoted(decision.text)}`, at: decision.at })),
      key: keys.join(' '),
    };
  },
  examples: {
    passing: [{ name: 'a window in shell that reads the switches', edits: [WITHOUT_TOOL, OTHER_RECOVERY] }],
    failing: [
      {
        name: 'a recovery that asks for the name of the site',
        edits: [
          WITHOUT_TOOL,
          OTHER_RECOVERY,
          {
            file: WINDOW,
            find: 'if [ "$(site_policy "$1" requires_recovery)" != true ]; then',
            replace: 'if [ "$1" = home ]; then',
          },
          {
            file: 'ops/plugins/infra/bin/infra-post-power-recovery',
            find: "'.sites[] | select(.requires_recovery == true) | .id'",
            replace: "'.sites[].id'",
          },
          {
            file: CONTRACT,
            find: 'requires_recovery: true\n    backup_max_age_hours: {',
            replace: 'requires_recovery: «true»\n    backup_max_age_hours: {',
          },
          {
            file: CONTRACT,
            find: 'requires_recovery: true\n    backup_max_age_hours:\n',
            replace: 'requires_recovery: «true»\n    backup_max_age_hours:\n',
          },
        ],
      },
      {
        name: 'a comment that says what nobody reads',
        edits: [
          {
            file: ORDER,
            find: '# Status: authoritative\n',
            replace: '«# The window reads active_vm_ids of this file when it runs.»\n',
          },
        ],
      },
    ],
  },
});
