import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { powerNotes, powersOf, readOnlyPowers } from '../../src/estate/ask/nas-power.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { below } from '../../src/finding/place.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Node>({
  id: 'nas/stop-capability',
  title: 'Every NAS has a capability that stops it',
  why: 'Without one the NAS keeps running until its power goes, with volumes mounted and files half written.',
  fix: 'Add a capability to capabilities.yaml whose command is "gates nas stop", with the NAS in nodes.',
  severity: 'error',
  reads: ['capabilities', 'topology.sites'],
  unseen: 'Whether the command really stops the NAS, and whether a run calls it at the right place.',
  examines: governedNas,
  *judge(nas, estate) {
    if (powersOf(estate, nas, 'stop').some((power) => power.ready)) return;
    const [mute] = readOnlyPowers(estate, nas, 'stop');
    if (mute) {
      yield {
        at: below(mute.at, 'safety'),
        message: `no capability stops ${named(nas)}: "${mute.id}" says that its safety is "${mute.safety}", which changes nothing; expected "mutating" or "destructive"`,
        fix: 'Correct the safety of the capability, or add one that stops the NAS.',
      };
      return;
    }
    const { at, where, related } = missingRow(estate, nas, 'capabilities', ['capabilities']);
    yield {
      at,
      message: `no capability stops ${named(nas)}; one such as "${nas.id}.shutdown" was expected in ${where}`,
      related: [...related, ...powerNotes(estate, nas, 'stop')],
    };
  },
  examples: {
    passing: [
      {
        name: 'a capability of its own for each NAS, told by its id',
        edits: [
          {
            file: FILE,
            from: '  nas.shutdown:',
            to: '  # --- observability',
            replace:
              '  nas.shutdown: {description: "Stop it.", command: "./ops/bin/nas-stop", safety: mutating}\n  nas-shop.poweroff: {description: "Stop it.", command: "./ops/bin/nas-stop", safety: mutating}\n\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a stop that is said to change nothing',
        edits: [
          {
            file: FILE,
            from: '  nas.shutdown:',
            to: '  # --- observability',
            replace:
              '  nas.shutdown: {description: "Stop it.", command: "./ops/bin/nas-stop", safety: «read-only», nodes: [nas]}\n  nas-shop.poweroff: {description: "Stop it.", command: "./ops/bin/nas-stop", safety: mutating}\n\n',
          },
        ],
      },
      {
        name: 'a capability that states the other NAS only',
        edits: [
          { file: FILE, find: '\ncapabilities:\n', replace: '\n«capabilities»:\n' },
          {
            file: FILE,
            find: 'after everything that mounts from it."\n    tags: [storage, lifecycle]\n    command: "gates nas stop"\n    cwd: "$SPINE_CODE"\n    safety: destructive\n    approval: manual\n    lifecycle: ready\n    outputs: ["stdout"]\n    domain: storage\n    plane: fabric\n    sites: [shop, home]\n    nodes: [nas-shop, nas]',
            replace:
              'after everything that mounts from it."\n    tags: [storage, lifecycle]\n    command: "gates nas stop"\n    cwd: "$SPINE_CODE"\n    safety: destructive\n    approval: manual\n    lifecycle: ready\n    outputs: ["stdout"]\n    domain: storage\n    plane: fabric\n    nodes: [nas-shop]',
          },
        ],
      },
    ],
  },
});
