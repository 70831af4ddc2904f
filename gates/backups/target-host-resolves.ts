import { enabledTargets } from '../../src/estate/ask/backups.ts';
import { declaredNodes } from '../../src/estate/ask/declared.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';

export default defineGate({
  id: 'backups/target-host-resolves',
  title: 'Every enabled backup target lies on a host that the contracts know and place at a site',
  why: 'The age of a backup is read on that host; a name that resolves to nothing is a target that was never looked at, and of which nobody knows whether it is offsite.',
  fix: 'Name a host in the target that ssh.targets.yaml and infra.placement.policy.yaml know.',
  severity: 'error',
  reads: [
    'backup.inventory',
    'ssh.targets',
    'infra.placement.policy',
    'vm.lifecycle',
    'proxmox.inventory',
    'topology.sites',
  ],
  examines: enabledTargets,
  *judge(target, estate) {
    const { host, name } = target;
    if (!host) {
      yield { message: `target "${name}" does not say on which host its files lie; expected host` };
      return;
    }
    const found = estate.index.named(host.value);
    if (!found) {
      const near = nearest(host.value, declaredNodes(estate));
      const hint = near === undefined ? 'expected a declared host' : `did you mean "${near}"`;
      const message = `target "${name}" lies on host "${host.value}", which no contract declares; ${hint}`;
      yield { message, at: host.at };
    } else if (found.site === undefined) {
      yield {
        message: `target "${name}" lies on host "${host.value}", which belongs to no site; expected a place in infra.placement.policy.yaml`,
        at: host.at,
        related: [{ message: 'the host', at: found.at }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a target that is switched off may name a host that is gone',
        edits: [
          {
            file: INVENTORY,
            find: 'guests: [shop/219]\n    host: nas-shop',
            replace: 'guests: [shop/219]\n    host: nas-old',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a misspelt host',
        edits: [
          {
            file: INVENTORY,
            find: 'schedule: shop-app-nightly\n    host: nas-shop',
            replace: 'schedule: shop-app-nightly\n    host: «nas-shpo»',
          },
        ],
      },
      {
        name: 'no host',
        edits: [
          { file: INVENTORY, find: '- name: books-a-database', replace: '- name: «books-a-database»' },
          {
            file: INVENTORY,
            find: 'schedule: shop-app-nightly\n    host: nas-shop\n',
            replace: 'schedule: shop-app-nightly\n',
          },
        ],
      },
      {
        name: 'a host of which nothing tells the site',
        edits: [
          {
            file: INVENTORY,
            find: 'schedule: shop-app-nightly\n    host: nas-shop',
            replace: 'schedule: shop-app-nightly\n    host: «vault»',
          },
          {
            file: 'ops/bindings/ssh.targets.yaml',
            find: '  targets:\n',
            replace:
              '  targets:\n    - {id: vault, host: "203.0.113.77", user: root, description: "Rented space", tags: []}\n',
          },
        ],
      },
    ],
  },
});
