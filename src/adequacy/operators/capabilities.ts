import { below } from '../../finding/place.ts';
import { dropped, replaced } from '../damage.ts';
import type { Operator } from '../mutant.ts';

export const CAPABILITY_OPERATORS: readonly Operator[] = [
  {
    id: 'drop-capability',
    law: 'what maintenance and observation need can be run',
    guards: ['nas/*-capability', 'sites/*', 'contracts/references-resolve'],
    damages: function* (ground) {
      for (const { id, at } of ground.estate.capabilities)
        yield* dropped(ground, at, `the capability ${id} is dropped`);
    },
  },
  {
    id: 'drop-capability-command',
    law: 'the command of a capability is there',
    guards: ['nas/capability-command-exists', 'nas/*', 'sites/*', 'contracts/*'],
    damages: function* (ground) {
      for (const { id, at, command } of ground.estate.capabilities) {
        if (!command) continue;
        yield* dropped(ground, below(at, 'command'), `the capability ${id} loses its command`);
        yield* replaced(ground, command, './ops/no-such-command', `the command of ${id} is not there`);
      }
    },
  },
];
