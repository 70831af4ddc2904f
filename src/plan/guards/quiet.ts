import { bootDiskLimit } from '../../estate/ask/boot-disk-limit.ts';
import type { Node } from '../../estate/model/node.ts';
import type { Check } from '../check.ts';
import { guestsOn } from '../members.ts';
import { requiredRoute } from '../routes.ts';
import { type GuardedSite, guard, rowOf, STOPPING } from './guard.ts';
import { hypervisorsIn } from './hypervisors.ts';

/** What runs a backup or moves a guest. */
const BUSY_TASKS = [
  'vzdump',
  'qmigrate',
  'vzmigrate',
  'hamigrate',
  'qmclone',
  'vzclone',
  'qmrestore',
  'vzrestore',
];
/** Where the storage policy states no threshold. */
const USUAL_LIMIT = 95;

const pvesh = (path: string, ...options: string[]) => [
  'pvesh',
  'get',
  path,
  ...options,
  '--output-format',
  'json',
];

/** The hypervisors are healthy and do nothing that a stop would break. */
export function quietGuards(guarded: GuardedSite) {
  const { planning, site } = guarded;
  const hosts = hypervisorsIn(guarded);
  if (hosts.length === 0) return [];
  const sequence = planning.estate.index.sequenceOf(site.id);
  const limit = bootDiskLimit(planning.estate);
  const each = (check: (host: Node) => Check) => hosts.map(check);
  const via = (host: Node) => requiredRoute(planning, host);
  const unlocked = hosts.flatMap((host) => unlockedOn(guarded, host));
  const parts = { phases: STOPPING, at: rowOf(site) };
  return [
    ...(unlocked.length === 0
      ? []
      : guard(guarded, {
          ...parts,
          id: 'guest-locks',
          policy: false,
          text: 'no guest is locked',
          at: sequence?.active?.at ?? sequence?.at ?? rowOf(site),
          checks: unlocked,
        })),
    ...guard(guarded, {
      ...parts,
      id: 'running-jobs',
      policy: false,
      text: 'no backup and no migration runs',
      at: hosts[0]!.at,
      checks: each((host) => ({
        kind: 'no-tasks',
        via: via(host),
        read: pvesh('/nodes/localhost/tasks', '--source', 'active'),
        types: BUSY_TASKS,
      })),
    }),
    ...guard(guarded, {
      ...parts,
      id: 'pool-health',
      text: 'no pool is degraded',
      at: hosts[0]!.at,
      checks: each((host) => ({
        kind: 'pools-healthy',
        via: via(host),
        read: pvesh('/nodes/localhost/disks/zfs'),
      })),
    }),
    ...guard(guarded, {
      ...parts,
      id: 'root-disk',
      text: `the root disk is less than ${limit?.value ?? USUAL_LIMIT} % full`,
      at: limit?.at ?? hosts[0]!.at,
      checks: each((host) => ({
        kind: 'root-disk-below',
        via: via(host),
        read: pvesh('/nodes/localhost/status'),
        percent: limit?.value ?? USUAL_LIMIT,
      })),
    }),
  ];
}

/** Nothing where no guest is declared: a list of none would hold whatever the machine says. */
function unlockedOn({ planning }: GuardedSite, host: Node): Check[] {
  const vmids = guestsOn(planning.estate, host).map((guest) => guest.vmid);
  if (vmids.length === 0) return [];
  const read = pvesh('/cluster/resources', '--type', 'vm');
  return [{ kind: 'guests-unlocked', via: requiredRoute(planning, host), read, vmids }];
}
