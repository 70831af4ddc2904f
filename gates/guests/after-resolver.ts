import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named, shortly } from '../../src/estate/ask/describe.ts';
import { compared, orderOf, type Rank } from '../../src/estate/ask/positions.ts';
import { declaresResolver, guestsOfResolvers, resolversOf } from '../../src/estate/ask/resolvers.ts';
import { isUp } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { referenceOf } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';
const EDGE = '{consumer: home/100, provider: home/105, via: dns, required: true}';

export default defineGate<Guest>({
  id: 'guests/after-resolver',
  title: 'A guest starts after the resolver that DHCP hands out to it, and says so where guests do',
  why: 'A guest that comes up before names are answered starts with errors, or with addresses that it gave up on, and nothing in the order says why.',
  fix: 'Add {consumer, provider, via: dns} to dependencies in startup.sequencing.yaml, with required: false where the guest can do without, and place the resolver first.',
  severity: 'warning',
  reads: ['startup.sequencing', 'device.registry', 'topology.sites'],
  unseen:
    'Guests without an address in the LAN, and sites where DHCP hands out a resolver that no order starts, such as a router.',
  examines: guestsOfResolvers,
  *judge(guest, estate) {
    if (declaresResolver(estate, guest)) return;
    const resolvers = resolversOf(estate, guest.site);
    const early = resolvers.map(({ machine }) => before(guest, machine, estate));
    const first = early.every((rank) => rank !== undefined) ? early[0] : undefined;
    if (!first && !knowsNameEdges(estate)) return;
    const { at, where, related } = missingRow(estate, guest, 'startup.sequencing', ['dependencies']);
    const whom = listed(resolvers.map(({ machine }) => shortly(machine)));
    const handedOut = resolvers.map((one) => ({ message: 'handed out here', at: one.handedOut.at }));
    yield first
      ? {
          at: first.at,
          related: [...handedOut, ...related],
          message: `${named(guest)} starts before ${whom}, which DHCP hands out to it as its resolver (${first.text}); expected the resolver first`,
        }
      : {
          at,
          related: [...handedOut, ...related],
          message: `no dependency says that ${named(guest)} needs ${whom}, which DHCP hands out to it as its resolver; a row was expected in ${where}`,
        };
  },
  examples: {
    passing: [
      {
        name: 'an order where no dependency is about names',
        edits: [
          {
            file: FILE,
            from: '  - {consumer: shop/211, provider: shop/215',
            to: '  - {consumer: shop/211, provider: shop/213',
            replace: '',
          },
          { file: FILE, find: `  - ${EDGE}\n`, replace: '' },
        ],
      },
      {
        name: 'a router that answers names',
        edits: [
          {
            file: 'ops/bindings/home.device.registry.yaml',
            find: 'dhcp_dns: "198.51.100.53"',
            replace: 'dhcp_dns: "198.51.100.1"',
          },
          { file: FILE, find: `  - ${EDGE}\n`, replace: '' },
        ],
      },
      {
        name: 'a guest that the resolver needs',
        edits: [{ file: FILE, find: EDGE, replace: '{consumer: home/105, provider: home/100, via: order}' }],
      },
      {
        name: 'another resolver outside the estate',
        edits: [
          {
            file: 'ops/bindings/home.device.registry.yaml',
            find: 'dhcp_dns: "198.51.100.53"',
            replace: 'dhcp_dns: "198.51.100.53, 203.0.113.9"',
          },
          { file: FILE, find: `  - ${EDGE}\n`, replace: '' },
        ],
      },
    ],
    failing: [
      {
        name: 'a guest that does not say what it is handed',
        edits: [
          { file: FILE, find: '\ndependencies:\n', replace: '\n«dependencies»:\n' },
          { file: FILE, find: `  - ${EDGE}\n`, replace: '' },
        ],
      },
      {
        name: 'a guest that starts first, where no dependency is about names',
        edits: [
          {
            file: FILE,
            from: '  - {consumer: shop/211, provider: shop/215',
            to: '  - {consumer: shop/211, provider: shop/213',
            replace: '',
          },
          { file: FILE, find: `  - ${EDGE}\n`, replace: '' },
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, pve-home, «100», 105]' },
        ],
      },
    ],
  },
});

/** Where the guest starts, if that is before the other. */
function before(guest: Guest, other: Parameters<typeof referenceOf>[0], estate: Estate): Rank | undefined {
  const { start } = orderOf(estate, guest.site);
  const ranks = compared(start.get(guest.key), start.get(referenceOf(other)));
  return ranks && ranks[0].order < ranks[1].order ? ranks[0] : undefined;
}

/** Whether the orders speak of name service at all; where they do not, the order is all there is to keep. */
const knowsNameEdges = ({ dependencies }: Estate): boolean =>
  dependencies.some(({ via, consumerEntity }) => via === 'dns' && consumerEntity && isUp(consumerEntity));
