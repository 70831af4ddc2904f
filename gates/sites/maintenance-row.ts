import { declaredNodes, declaredThing } from '../../src/estate/ask/declared.ts';
import { shortly } from '../../src/estate/ask/describe.ts';
import { maintenanceRow } from '../../src/estate/ask/maintenance.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import { downOnTheWay } from '../../src/estate/ask/way-down.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { beside } from '../../src/finding/place.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const TOPOLOGY = 'ops/bindings/topology.sites.yaml';
const SSH = 'ops/bindings/ssh.targets.yaml';

export default defineGate({
  id: 'sites/maintenance-row',
  title:
    'Every active site has a row in the transaction contract, and the machines that a window needs are there and stay on',
  why: 'A window finds its hypervisor, its lock and its waker through this row; an id that names nothing, or a machine that goes off with the others, shows up in the middle of the night, with half of the site off.',
  fix: 'Write the row of the site in infra.maintenance.transaction.contract.yaml with ids of declared nodes.',
  severity: 'error',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract', 'ssh.targets'],
  examines: activeSites,
  *judge(site, estate) {
    const row = site.maintenance;
    if (!row?.hostId) {
      const { at, where, related } = maintenanceRow(estate, site);
      const lacks = row ? `names no hypervisor; expected host_id in ${where}` : `has no row in ${where}`;
      yield { message: `site "${site.id}" ${lacks}`, at, related, key: 'row' };
    } else yield* hostBreach(site, row.hostId, estate);
    if (row?.waker) yield* wakerBreach(site, row.waker, estate);
    yield* darkBreaches(site, estate);
    yield* wayBreaches(site, estate);
    for (const [field, stated] of otherNodes(site)) {
      if (!declaredThing(estate, stated.value)) yield unknown(site, field, stated, estate);
    }
  },
  examples: {
    passing: [
      {
        name: 'the waker stands at another site, which sites/window-devices-local tells',
        edits: [{ file: CONTRACT, find: 'waker: gw-home', replace: 'waker: gw-shop' }],
      },
      {
        name: 'a site that wakes and locks nothing yet',
        edits: [{ file: CONTRACT, find: '    waker: gw-home\n', replace: '' }],
      },
      {
        name: 'a way to the hypervisor over the router',
        edits: [
          {
            file: SSH,
            find: '    - id: "pve-home"\n',
            replace: '    - id: "pve-home"\n      probe_via: gw-home\n',
          },
        ],
      },
      {
        name: 'an observer on one of two hypervisors, of which the other stays on',
        edits: [
          { file: TOPOLOGY, find: 'hypervisors: [pve-home]', replace: 'hypervisors: [pve-home, pve-two]' },
          { file: CONTRACT, find: 'off_observer: switch-home', replace: 'off_observer: atlas' },
        ],
      },
    ],
    failing: [
      {
        name: 'an observer and an out-of-band device that the window powers off',
        edits: [
          { file: CONTRACT, find: 'off_observer: switch-home', replace: 'off_observer: «pihole-home»' },
          { file: CONTRACT, find: '{id: gw-home, tcp', replace: '{id: «nas», tcp' },
          { file: CONTRACT, find: '{id: switch-home, tcp', replace: '{id: «pve-home», tcp' },
        ],
      },
      {
        name: 'ways to the machines of a site over each other',
        edits: [
          {
            file: SSH,
            find: '    - id: "pve-home"\n',
            replace: '    - id: "pve-home"\n      probe_via: «nas»\n',
          },
          {
            file: SSH,
            find: '    - id: "nas-shop"\n',
            replace: '    - id: "nas-shop"\n      probe_via: «edge-a»\n',
          },
        ],
      },
      {
        name: 'a site without a row',
        edits: [
          { file: CONTRACT, find: 'sites:\n  - id: shop', replace: '«sites»:\n  - id: shop' },
          { file: CONTRACT, from: '  - id: home', to: 'oob_policy:', replace: '' },
        ],
      },
      {
        name: 'a row without a host',
        edits: [{ file: CONTRACT, find: 'id: home\n    host_id: pve-home\n', replace: 'id: «home»\n' }],
      },
      {
        name: 'the host is a misspelt name',
        edits: [{ file: CONTRACT, find: 'host_id: pve-home', replace: 'host_id: «pve-hoem»' }],
      },
      {
        name: "the host is another site's",
        edits: [{ file: CONTRACT, find: 'host_id: pve-home', replace: 'host_id: «pve»' }],
      },
      {
        name: 'the waker runs on what it has to wake',
        edits: [{ file: CONTRACT, find: 'waker: gw-home', replace: 'waker: «pihole-home»' }],
      },
      {
        name: 'the waker is reached over what it has to wake',
        edits: [
          { file: CONTRACT, find: 'waker: gw-home', replace: 'waker: «switch-home»' },
          { file: CONTRACT, find: 'off_observer: switch-home', replace: 'off_observer: «switch-home»' },
          { file: CONTRACT, find: '{id: switch-home,', replace: '{id: «switch-home»,' },
          { file: SSH, find: 'probe_via: gw-home', replace: 'probe_via: nas' },
        ],
      },
      {
        name: 'ids that name nothing',
        edits: [
          { file: CONTRACT, find: 'waker: gw-home', replace: 'waker: «gw-hame»' },
          { file: CONTRACT, find: 'lock_host: gw-home', replace: 'lock_host: «gw-hxme»' },
          { file: CONTRACT, find: 'off_observer: switch-home', replace: 'off_observer: «swtich-home»' },
          { file: CONTRACT, find: '{id: switch-home,', replace: '{id: «switch-hame»,' },
          { file: CONTRACT, find: '[pve-home, nas]', replace: '[pve-home, «nass»]' },
        ],
      },
    ],
  },
});

function* hostBreach(site: Site, host: Stated<string>, estate: Estate): Iterable<Breach> {
  const node = declaredThing(estate, host.value);
  if (!node) yield unknown(site, 'host_id', host, estate);
  else if (node.site !== site.id) {
    const where = node.site === undefined ? 'belongs to no site' : `stands at site "${node.site}"`;
    const message = `host_id "${host.value}" of site "${site.id}" ${where}; expected a node of the site`;
    yield { message, at: host.at, related: [{ message: 'the node', at: node.at }], key: 'host_id' };
  }
}

/** Who sends the wake packet has to be on when all else is off. */
function* wakerBreach(site: Site, waker: Stated<string>, estate: Estate): Iterable<Breach> {
  const node = declaredThing(estate, waker.value);
  const where = `the waker "${waker.value}" of site "${site.id}"`;
  const related = node && [{ message: 'the node', at: node.at }];
  if (!node || !related) yield unknown(site, 'waker', waker, estate);
  else {
    const down = downOnTheWay(node, site, estate);
    const how = down === node ? 'it is' : 'it is reached over';
    if (!down) return;
    const message = `${where} is off when the site is: ${how} ${shortly(down)}; expected a node that stays on`;
    yield { message, at: waker.at, related, key: 'waker', severity: 'warning' };
  }
}

/** What tells of the site while it is dark has to be on then. */
function* darkBreaches(site: Site, estate: Estate): Iterable<Breach> {
  const { offObserver, oob } = site.maintenance ?? {};
  const devices = oob?.devices.map(({ id, at }) => ({ field: 'out-of-band device', value: id, at })) ?? [];
  const observer = offObserver ? [{ field: 'off_observer', ...offObserver }] : [];
  for (const { field, value, at } of [...observer, ...devices]) {
    const machine = declaredThing(estate, value);
    const down = machine && downOnTheWay(machine, site, estate);
    if (!down) continue;
    const how = down === machine ? 'it is' : 'it is reached over';
    const message = `the ${field} "${value}" of site "${site.id}" is off when the site is: ${how} ${shortly(down)}; expected a device that stays on`;
    const related = [{ message: 'the node', at: down.at }];
    yield { message, at, related, key: `${field} ${value} down`, severity: 'warning' };
  }
}

/** A machine that is reached over what goes off before it can neither be stopped nor watched. */
function* wayBreaches(site: Site, estate: Estate): Iterable<Breach> {
  for (const id of new Set([...site.hypervisors, ...site.nas])) {
    const machine = estate.index.node(id);
    const via = machine?.ssh?.probeVia;
    const next = via === undefined ? undefined : estate.index.named(via);
    const down = next && next !== machine && downOnTheWay(next, site, estate);
    if (!machine || !down || down === machine) continue;
    yield {
      message: `${shortly(machine)} of site "${site.id}" is reached over ${shortly(down)}, which is off when the site is; expected a way over machines that stay on`,
      at: beside(machine.ssh!.at, 'probe_via'),
      related: [{ message: 'what goes off', at: down.at }],
      fix: 'Name a machine that stays on, such as the router of the site, in probe_via of the ssh target, or leave it out.',
      key: `way ${id}`,
      severity: 'warning',
    };
  }
}

function otherNodes({ maintenance }: Site): [string, Stated<string>][] {
  const single: [string, Stated<string> | undefined][] = [
    ['lock_host', maintenance?.lockHost],
    ['off_observer', maintenance?.offObserver],
  ];
  const devices = maintenance?.oob?.devices.map((device) => ({ value: device.id, at: device.at })) ?? [];
  const survived = maintenance?.oob?.survivesPoweroffOf ?? [];
  return [
    ...single.flatMap(([field, stated]): [string, Stated<string>][] => (stated ? [[field, stated]] : [])),
    ...devices.map((device): [string, Stated<string>] => ['oob.devices', device]),
    ...survived.map((node): [string, Stated<string>] => ['oob.survives_poweroff_of', node]),
  ];
}

function unknown(site: Site, field: string, stated: Stated<string>, estate: Estate): Breach {
  const near = nearest(stated.value, declaredNodes(estate));
  const hint = near === undefined ? 'expected a declared node' : `did you mean "${near}"`;
  const message = `${field} "${stated.value}" of site "${site.id}" names no node that a contract declares; ${hint}`;
  return { message, at: stated.at, key: `${field} ${stated.value}` };
}
