import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { powerNotes, powersOf, readOnlyPowers } from '../../src/estate/ask/nas-power.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { below } from '../../src/finding/place.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Node>({
  id: 'nas/start-capability',
  title: 'Every NAS has a capability that starts it',
  why: 'A NAS that is off and that nothing can wake leaves its consumers with empty mounts, and needs a person on site.',
  fix: 'Add a capability to capabilities.yaml whose command is "gates nas start", with the NAS in nodes.',
  severity: 'error',
  reads: ['capabilities', 'topology.sites'],
  unseen: 'Whether the NAS really wakes, and whether a run calls it before the consumers.',
  examines: governedNas,
  *judge(nas, estate) {
    if (powersOf(estate, nas, 'start').some((power) => power.ready)) return;
    const [mute] = readOnlyPowers(estate, nas, 'start');
    if (mute) {
      yield {
        at: below(mute.at, 'safety'),
        message: `no capability starts ${named(nas)}: "${mute.id}" says that its safety is "${mute.safety}", which changes nothing; expected "mutating" or "destructive"`,
        fix: 'Correct the safety of the capability, or add one that starts the NAS.',
      };
      return;
    }
    const { at, where, related } = missingRow(estate, nas, 'capabilities', ['capabilities']);
    yield {
      at,
      message: `no capability starts ${named(nas)}; one such as "${nas.id}.startup" was expected in ${where}`,
      related: [...related, ...powerNotes(estate, nas, 'start')],
    };
  },
  examples: {
    passing: [
      {
        name: 'a capability without stated nodes, whose command of this tool takes the site',
        edits: [
          {
            file: FILE,
            from: '  nas.startup:',
            to: '  nas.shutdown:',
            replace:
              '  storage.wake: {description: "Wake a NAS.", command: "gates nas start", safety: mutating}\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a start that is said to change nothing',
        edits: [
          {
            file: FILE,
            from: '  nas.startup:',
            to: '  nas.shutdown:',
            replace:
              '  nas.startup: {description: "Wake it.", command: "gates nas start --site home --execute", safety: «read-only», nodes: [nas]}\n  nas-shop.startup: {description: "Wake it.", command: "gates nas start --site shop --execute", safety: mutating, nodes: [nas-shop]}\n',
          },
        ],
      },
      {
        name: 'a start capability that is only planned',
        edits: [
          { file: FILE, find: '\ncapabilities:\n', replace: '\n«capabilities»:\n' },
          {
            file: FILE,
            from: '  nas.startup:',
            to: '  nas.shutdown:',
            replace:
              '  nas.startup: {description: "Wake it.", command: "./ops/bin/nas-wake", safety: mutating, lifecycle: planned}\n  nas-shop.wake: {description: "Wake it.", command: "wakeonlan", safety: mutating}\n',
          },
        ],
      },
    ],
  },
});
