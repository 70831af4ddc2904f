import { listed, shortly } from '../../src/estate/ask/describe.ts';
import { effectOf } from '../../src/estate/ask/nas-command.ts';
import { nasPower } from '../../src/estate/ask/nas-power.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';
const STOP = 'command: "gates nas stop"';
const START = 'command: "gates nas start"';
const SCRIPT = 'ops/bin/nas-power';
const RUNS = 'command: "bash ./ops/bin/nas-power"';

/** A capability for each NAS; the command of one is given. */
const eachStops = (command: string): string =>
  `  nas-shop.shutdown: {description: "Stop it.", command: "gates nas stop --site shop --execute", safety: destructive, sites: [shop], nodes: [nas-shop]}
  nas.shutdown: {description: "Stop it.", command: ${command}, safety: destructive, sites: [home], nodes: [nas]}

`;

export default defineGate<Capability>({
  id: 'nas/command-acts',
  title: 'The command behind the stop or start of a NAS changes its power',
  why: 'A capability whose command only looks governs nothing: the window reports a stopped NAS, and its volumes lose power while they are mounted.',
  fix: 'Let the command power the NAS off or on, or use "gates nas stop" and "gates nas start" in capabilities.yaml.',
  severity: 'error',
  reads: ['capabilities', 'topology.sites'],
  scripts: {
    triggers: [
      'poweroff',
      'synopoweroff',
      'synoshutdown',
      'wakeonlan',
      'etherwake',
      'ether-wake',
      'gates nas',
    ],
    named: (estate) => nasPower(estate).flatMap(({ capability }) => capability.executable?.path ?? []),
  },
  unseen:
    'Commands that are neither shell nor Python, programs that are installed on the machine alone, and whether a branch of a script is ever taken.',
  examines: (estate) => nasPower(estate).map((power) => power.capability),
  *judge(capability, estate) {
    for (const power of nasPower(estate)) {
      if (power.capability !== capability) continue;
      const effect = effectOf(power, estate);
      if (effect.acts !== 'no') continue;
      const script = estate.index.script(capability.executable?.path ?? '');
      const verb = power.verb === 'stop' ? 'power off' : 'power on';
      yield {
        at: capability.command?.at ?? capability.at,
        message: `capability "${capability.id}" ${effect.because}; a command that can ${verb} ${listed(power.acts.map(shortly))} was expected`,
        ...(script && { related: [{ message: 'what it runs', at: script.at }] }),
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a script that sends the word over ssh',
        edits: [
          { file: FILE, find: STOP, replace: RUNS },
          { file: SCRIPT, content: '#!/bin/bash\nset -e\nssh -n "$1" sudo /sbin/poweroff\n' },
        ],
      },
      {
        name: 'a magic packet from the waker',
        edits: [
          { file: FILE, find: START, replace: RUNS },
          { file: SCRIPT, content: '#!/bin/bash\nssh -n "$WAKER" "ether-wake -b $MAC"\n' },
        ],
      },
      {
        name: 'a command of the tool for all sites, and one that is told the site when it runs',
        edits: [
          { file: FILE, find: STOP, replace: 'command: "gates nas stop --site all --execute"' },
          { file: FILE, find: START, replace: 'command: "gates nas start --site $SITE --execute"' },
        ],
      },
      {
        name: 'a capability for one NAS that names its site',
        edits: [
          {
            file: FILE,
            from: '  nas.shutdown:',
            to: '  # --- observability',
            replace: eachStops('"gates nas stop --site=home --execute"'),
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the site of the other NAS, and a site that there is not',
        edits: [
          { file: FILE, find: START, replace: 'command: «"gates nas start --site barn --execute"»' },
          {
            file: FILE,
            from: '  nas.shutdown:',
            to: '  # --- observability',
            replace: eachStops('«"gates nas stop --site shop --execute"»'),
          },
        ],
      },
      {
        name: 'a command that only says what it would do',
        edits: [
          {
            file: FILE,
            from: '  nas.shutdown:',
            to: '  # --- observability',
            replace: eachStops('«"gates nas stop --site home"»'),
          },
        ],
      },
      {
        name: 'a script that only says what it would do',
        edits: [
          { file: FILE, find: STOP, replace: 'command: «"bash ./ops/bin/nas-power"»' },
          { file: SCRIPT, content: '#!/bin/sh\n# ssh nas poweroff\necho "would run: ssh $1 poweroff"\n' },
        ],
      },
      {
        name: 'an empty file',
        edits: [
          { file: FILE, find: STOP, replace: 'command: «"bash ./ops/bin/nas-power"»' },
          { file: SCRIPT, content: '' },
        ],
      },
      {
        name: 'a dry run that is fixed in the command',
        edits: [{ file: FILE, find: STOP, replace: 'command: «"gates nas stop --dry-run"»' }],
      },
      {
        name: 'a command of the tool that only looks',
        edits: [{ file: FILE, find: START, replace: 'command: «"gates plan --phase startup"»' }],
      },
      {
        name: 'a script that hands over to one that only some machines have',
        edits: [
          { file: FILE, find: START, replace: 'command: «"bash ./ops/bin/nas-power"»' },
          {
            file: SCRIPT,
            content:
              '#!/bin/bash\nif [ -x /opt/local/nas-on ]; then exec /opt/local/nas-on "$@"; fi\necho "nothing to do"\n',
          },
        ],
      },
      {
        name: 'a command line that acts on a hypervisor',
        edits: [{ file: FILE, find: STOP, replace: 'command: «"ssh pve-home sudo poweroff"»' }],
      },
    ],
  },
});
