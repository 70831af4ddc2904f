import { type ComposeTarget, composeTargets } from '../../src/estate/ask/compose.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const COMPOSE = 'ops/bindings/docker.compose.targets.yaml';
const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';

export default defineGate<Guest>({
  id: 'guests/compose-stacks-agree',
  title: 'The compose targets of a guest hold the stacks that its lifecycle row lists',
  why: 'What stops, starts and checks stacks goes by the compose targets: a stack that they lack runs into the power-off and is not missed afterwards.',
  fix: 'List the same stacks in docker.compose.targets.yaml and in the lifecycle row of the guest; mark old ones legacy_only.',
  severity: 'warning',
  reads: ['docker.compose.targets', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Guests whose lifecycle row lists no stack, and guests without a compose target.',
  examines: (estate) =>
    activeGuests(estate).filter(
      (guest) => guest.row && guest.stacks.length > 0 && targetsOf(guest, estate).length > 0,
    ),
  *judge(guest, estate) {
    const targets = targetsOf(guest, estate);
    const held = targets.flatMap(({ stacks }) => stacks);
    const old = targets.flatMap(({ legacy }) => legacy);
    const lacking = guest.stacks.filter((stack) => !held.includes(stack) && !old.includes(stack));
    const strange = held.filter((stack) => !guest.stacks.includes(stack));
    const words = [
      ...(lacking.length > 0 ? [`lack ${quotedList(lacking)}`] : []),
      ...(strange.length > 0 ? [`hold ${quotedList(strange)}, which the row does not list`] : []),
    ];
    if (words.length === 0) return;
    yield {
      at: targets[0]!.at,
      message: `the compose targets of ${named(guest)} ${words.join(' and ')}; expected ${quotedList(guest.stacks)}`,
      related: [{ message: 'its lifecycle row', at: guest.row! }],
    };
  },
  examples: {
    passing: [
      {
        name: 'an old stack that the row no longer lists',
        edits: [
          {
            file: COMPOSE,
            find: '      - {name: media, path: /opt/stacks/media}\n',
            replace:
              '      - {name: media, path: /opt/stacks/media}\n      - {name: films, path: /opt/stacks/media, legacy_only: true}\n',
          },
        ],
      },
      {
        name: 'a row that lists no stacks',
        edits: [{ file: LIFECYCLE, find: 'stacks: [books]', replace: 'stacks: []' }],
      },
      {
        name: 'a target that is switched off',
        edits: [
          {
            file: COMPOSE,
            find: '    ssh_target: media-a\n',
            replace: '    ssh_target: media-a\n    enabled: false\n',
          },
          { file: COMPOSE, find: '{name: media,', replace: '{name: films,' },
        ],
      },
    ],
    failing: [
      {
        name: 'a target without stacks',
        edits: [
          {
            file: COMPOSE,
            from: '  media-a:\n    ssh_target: media-a\n',
            to: '  books-a:',
            replace: '  «media-a»:\n    ssh_target: media-a\n',
          },
        ],
      },
      {
        name: 'a stack that no target holds',
        edits: [
          {
            file: COMPOSE,
            find: '  edge-a:\n    ssh_target: edge-a\n',
            replace: '  «edge-a»:\n    ssh_target: edge-a\n',
          },
          { file: COMPOSE, find: '      - {name: status, path: /opt/stacks/status}\n', replace: '' },
        ],
      },
      {
        name: 'a stack of another guest',
        edits: [
          {
            file: COMPOSE,
            find: '  media-a:\n    ssh_target: media-a\n',
            replace: '  «media-a»:\n    ssh_target: media-a\n',
          },
          { file: COMPOSE, find: '{name: media,', replace: '{name: books,' },
        ],
      },
    ],
  },
});

const targetsOf = (guest: Guest, estate: Estate): ComposeTarget[] =>
  (composeTargets(estate).get(guest) ?? []).map(({ target }) => target);

const quotedList = (names: readonly string[]): string => listed(names.map((name) => `"${name}"`));
