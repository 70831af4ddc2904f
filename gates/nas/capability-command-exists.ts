import { nasPower } from '../../src/estate/ask/nas-power.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Capability>({
  id: 'nas/capability-command-exists',
  title: 'The command that stops or starts a NAS exists and can be run',
  why: 'A capability whose script is missing is found out at night, when everything but the NAS is already down.',
  fix: 'Point command of the capability at an executable file of the estate, or use "gates nas stop" and "gates nas start".',
  severity: 'error',
  reads: ['capabilities', 'topology.sites'],
  unseen: 'Programs on PATH, and what a script does once it runs.',
  examines: (estate) => nasPower(estate).map((power) => power.capability),
  *judge({ id, command, executable, at }) {
    if (!command || !executable) {
      yield { at, message: `capability "${id}" has no command; the program that it runs was expected` };
    } else if (!executable.exists) {
      const path = executable.path ?? command.value;
      yield { at: command.at, message: `capability "${id}" runs "${path}", which the estate does not have` };
    } else if (!executable.runnable) {
      yield {
        at: command.at,
        message: `capability "${id}" runs "${executable.path}", which is not executable`,
        fix: `Run chmod +x ${executable.path}.`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a script of the estate behind its interpreter',
        edits: [
          {
            file: FILE,
            find: 'command: "gates nas stop"',
            replace: 'command: "bash ./ops/bin/nas-stop --now"',
          },
          { file: 'ops/bin/nas-stop', content: '#!/usr/bin/env bash\nexit 1\n' },
        ],
      },
    ],
    failing: [
      {
        name: 'a script that is not there',
        edits: [
          { file: FILE, find: 'command: "gates nas stop"', replace: 'command: «"./ops/bin/nas-stop --now"»' },
        ],
      },
      {
        name: 'no command at all',
        edits: [
          { file: FILE, find: '  nas.shutdown:\n', replace: '  «nas.shutdown»:\n' },
          { file: FILE, find: '    command: "gates nas stop"\n', replace: '' },
        ],
      },
      {
        name: 'a file that may not be run',
        edits: [
          {
            file: FILE,
            find: 'command: "gates nas start"',
            replace: 'command: «"./docs/governance/SERVICE_REGISTRY.yaml"»',
          },
        ],
      },
    ],
  },
});
