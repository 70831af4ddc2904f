import { named } from '../../src/estate/ask/describe.ts';
import { carrierOf } from '../../src/estate/ask/positions.ts';
import { endpointOf } from '../../src/estate/join/capabilities/probe-endpoint.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Node } from '../../src/estate/model/node.ts';
import type { Probe } from '../../src/estate/model/probe.ts';
import { urlTrouble } from '../../src/estate/reading/probe-url.ts';
import { isGuest, referenceOf } from '../../src/estate/reading/reference.ts';
import { type Anchor, below, beside, isSpan } from '../../src/finding/place.ts';
import { defineGate } from '../../src/gate/gate.ts';

const HEALTH = 'ops/bindings/services.health.yaml';

export default defineGate<Probe>({
  id: 'sites/probe-asks-what-it-names',
  title: 'An enabled probe has a URL, and asks the machine that it names',
  why: 'A probe that asks another machine stays green while the one that it stands for is down.',
  fix: 'State a URL with the address of the machine under node or host, or name the machine that has the address.',
  severity: 'error',
  reads: ['services.health', 'ssh.targets', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Names in a URL that no contract resolves, and addresses that no contract states.',
  examines: (estate) => estate.probes.filter((probe) => probe.enabled),
  *judge({ id, at, url, host, hostBesideNode, on, kind }, estate) {
    if (url === undefined) {
      yield { at, message: `probe "${id}" has no URL; expected the address that it asks` };
      return;
    }
    const trouble = urlTrouble(url);
    if (trouble !== undefined) {
      yield {
        at: urlAt(at),
        key: 'url',
        message: `probe "${id}" asks "${url}", which ${trouble}; expected an address such as "https://192.0.2.10:8006/"`,
      };
      return;
    }
    const asked = endpointOf(kind, url, undefined).host ?? '';
    const machine = estate.index.addressed(asked) ?? estate.index.named(asked);
    if (machine && on && machine !== on) {
      yield {
        at: host?.at ?? at,
        message: `probe "${id}" names ${named(on)}, but asks "${url}" of ${named(machine)}; expected the same machine`,
        related: [{ message: 'the machine that is asked', at: machine.at }],
      };
      return;
    }
    const beside = hostBesideNode && estate.index.named(hostBesideNode.value);
    if (!beside || !on || beside === on || isCarrier(beside, on, estate)) return;
    yield {
      at: hostBesideNode.at,
      key: 'host',
      message: `probe "${id}" names ${named(on)} as its node and ${named(beside)} as its host; expected one machine`,
      related: [{ message: 'the node', at: host?.at ?? at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'a loopback address of the machine that is named',
        edits: [
          {
            file: HEALTH,
            find: 'url: "http://192.0.2.31:8080/ready"',
            replace: 'url: "http://127.0.0.1:8080/ready"',
          },
        ],
      },
      {
        name: 'a host and a port, and a scheme that few use',
        edits: [
          {
            file: HEALTH,
            find: 'url: "http://192.0.2.31:8080/ready"',
            replace: 'url: "192.0.2.31:8080/ready"',
          },
          {
            file: HEALTH,
            find: 'url: "tcp://192.0.2.33:5432"',
            replace: 'url: "postgres://192.0.2.33:5432/books"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'addresses that nothing can ask',
        edits: [
          { file: HEALTH, find: '"http://192.0.2.31:8080/ready"', replace: '«"htp:/192.0.2.31:8080/ready"»' },
          { file: HEALTH, find: '"tcp://192.0.2.33:5432"', replace: '«"tcp://192.0.2.333:5432"»' },
          {
            file: HEALTH,
            find: '"nfs://198.51.100.20/volume1/photos"',
            replace: '«"nfs:/198.51.100.20/volume1/photos"»',
          },
        ],
      },
      {
        name: 'no URL',
        edits: [
          { file: HEALTH, find: 'id: nas-exports\n', replace: 'id: «nas-exports»\n' },
          { file: HEALTH, find: '    url: "nfs://198.51.100.20/volume1/photos"\n', replace: '' },
        ],
      },
      {
        name: 'a host that is another machine than the node',
        edits: [
          {
            file: HEALTH,
            find: '    node: home/105\n    host: pihole-home\n    url: "dns:',
            replace: '    node: home/105\n    host: «atlas»\n    url: "dns:',
          },
        ],
      },
      {
        name: 'the NAS of another site',
        edits: [
          {
            file: HEALTH,
            find: 'kind: nfs\n    node: nas\n    host: nas\n',
            replace: 'kind: nfs\n    node: «nas-shop»\n    host: nas\n',
          },
        ],
      },
    ],
  },
});

/** The URL beside the id, or below the key of the row. */
function urlAt(id: Anchor): Anchor {
  return !isSpan(id) && id.on === 'key' ? below(id, 'url') : beside(id, 'url');
}

/** A guest may be asked through the hypervisor that it runs on. */
function isCarrier(carrier: Guest | Node, on: Guest | Node, estate: Estate): boolean {
  return isGuest(on) && carrierOf(estate, referenceOf(on)) === referenceOf(carrier);
}
