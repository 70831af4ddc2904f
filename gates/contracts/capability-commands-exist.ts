import { nasPower } from '../../src/estate/ask/nas-power.ts';
import { isReady } from '../../src/estate/ask/ready-capabilities.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Capability>({
  id: 'contracts/capability-commands-exist',
  title: 'Every capability that is ready has a command, and the file that it runs is there',
  why: 'A capability that cannot be run is found out when somebody needs it, and what relies on it passes over it.',
  fix: 'State the command, point it at a file of the estate, or take the capability away.',
  severity: 'error',
  reads: ['capabilities'],
  unseen:
    'Programs on PATH, and capabilities that are planned or retired. Those that stop or start a NAS are held to nas/capability-command-exists.',
  examines: others,
  *judge({ id, command, executable, at }) {
    if (!command) {
      yield { at, message: `capability "${id}" has no command; the program that it runs was expected` };
    } else if (executable?.path !== undefined && !executable.exists) {
      yield {
        at: command.at,
        message: `capability "${id}" runs "${executable.path}", which the estate does not have`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a program on PATH',
        edits: [
          { file: FILE, find: 'command: "gates observe backups"', replace: 'command: "restic snapshots"' },
        ],
      },
      {
        name: 'a script that is still to be written',
        edits: [
          {
            file: FILE,
            find: '\ncapabilities:\n',
            replace:
              '\ncapabilities:\n  shop.ups.status: {command: "./ops/plugins/ups/bin/ups-status", safety: read-only, lifecycle: planned}\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no command',
        edits: [
          { file: FILE, find: '  backup.observe:\n', replace: '  «backup.observe»:\n' },
          { file: FILE, find: '    command: "gates observe backups"\n', replace: '' },
        ],
      },
      {
        name: 'a script that is not there',
        edits: [
          {
            file: FILE,
            find: 'command: "./ops/plugins/network/bin/dns-status"',
            replace: 'command: «"./ops/plugins/network/bin/dns-state"»',
          },
        ],
      },
    ],
  },
});

function others(estate: Estate): readonly Capability[] {
  const power = new Set(nasPower(estate).map(({ capability }) => capability));
  return estate.capabilities.filter((capability) => isReady(capability) && !power.has(capability));
}
