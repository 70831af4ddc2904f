import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { named, shortly } from '../../src/estate/ask/describe.ts';
import { provesExports } from '../../src/estate/ask/export-probes.ts';
import { isActiveSite, isUp } from '../../src/estate/ask/standard.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Mount } from '../../src/estate/model/mount.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';

const HEALTH = 'ops/bindings/services.health.yaml';

interface Server extends Entity {
  readonly machine: Node | Guest;
  /** One of those that mount from it. */
  readonly mount: Mount;
}

export default defineGate<Server>({
  id: 'mounts/export-probed',
  title: 'What exports NFS to others has a probe that proves the export, also where it is no NAS',
  why: 'A hypervisor or guest whose export is gone still answers everything else, and what mounts from it hangs at the first read.',
  fix: 'Add an endpoint to services.health.yaml with class: storage-export, kind: nfs and the server as node.',
  severity: 'warning',
  reads: ['services.health', 'infra.storage.placement.policy', 'startup.sequencing', 'topology.sites'],
  unseen: 'NAS, which are held to nas/export-probe, and which of several exports the probe asks for.',
  examines: servers,
  *judge({ machine, mount }, estate) {
    const probes = estate.probes.filter(({ on }) => on === machine).filter(provesExports);
    if (probes.some(({ enabled }) => enabled)) return;
    const [off] = probes;
    if (off) {
      yield {
        at: off.at,
        message: `the probe "${off.id}", which proves the export of ${named(machine)}, is disabled; expected it enabled`,
        fix: 'Enable the probe.',
      };
      return;
    }
    const { at, where, related } = missingRow(estate, machine, 'services.health', ['endpoints']);
    yield {
      at,
      message: `no probe proves the export of ${named(machine)}, from which ${shortly(mount.consumer!)} mounts "${mount.path}"; an endpoint of class storage-export was expected in ${where}`,
      related: [{ message: 'the mount', at: mount.at }, ...related],
    };
  },
  examples: {
    passing: [
      {
        name: 'a probe of the NFS port',
        edits: [
          {
            file: HEALTH,
            find: 'kind: nfs\n    node: pve\n    host: pve\n    url: "nfs://192.0.2.10/tank/media"',
            replace: 'kind: tcp\n    node: pve\n    host: pve\n    url: "tcp://192.0.2.10:2049"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a hypervisor whose web page is all that is asked',
        edits: [
          { file: HEALTH, find: '\nendpoints:\n', replace: '\n«endpoints»:\n' },
          { file: HEALTH, from: '  - id: pve-pool-export', to: '  - id: resolver-a-dns', replace: '' },
        ],
      },
      {
        name: 'a probe that is switched off',
        edits: [
          {
            file: HEALTH,
            find: '  - id: pve-pool-export\n',
            replace: '  - id: «pve-pool-export»\n    enabled: false\n',
          },
        ],
      },
    ],
  },
});

function servers(estate: Estate): Server[] {
  const found = new Map<Node | Guest, Server>();
  for (const mount of estate.mounts) {
    const { consumer, provider: machine } = mount;
    if (!consumer || !machine || found.has(machine) || !isUp(consumer) || !isUp(machine)) continue;
    if (!isActiveSite(estate, machine.site) || (!isGuest(machine) && machine.kind === 'nas')) continue;
    found.set(machine, {
      subject: machine.subject,
      at: machine.at,
      ...(machine.site !== undefined && { site: machine.site }),
      machine,
      mount,
    });
  }
  return [...found.values()];
}
