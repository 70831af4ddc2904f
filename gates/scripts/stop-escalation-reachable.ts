import { aboutStep, escalatingScripts, insideOf } from '../../src/estate/ask/script-course.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { type LostStop, lostStops } from '../../src/scripts/power/lost-stops.ts';

const MAINTENANCE = 'ops/plugins/infra/bin/infra-proxmox-maintenance';
const SHUTDOWN = '  if ! remote "$host" "$tool" shutdown "$id" --timeout "$stop_timeout"; then\n';
export default defineGate<Script>({
  id: 'scripts/stop-escalation-reachable',
  title: 'The force-stop behind a shutdown is reached when the shutdown times out',
  why: 'A guest that ignores the shutdown makes the command fail, the script ends there, and the hypervisor is never powered off: on battery that costs the whole host.',
  fix: 'Ask for the result of the shutdown and pull the plug where it failed, or give the shutdown --forceStop 1.',
  severity: 'error',
  reads: [],
  scripts: { triggers: ['qm', 'pct', 'pvesh'] },
  unseen: 'A shutdown and its force-stop in two scripts, and an exit code that another program throws away.',
  examines: escalatingScripts,
  *judge(script) {
    for (const lost of lostStops(script.facts.text)) {
      const { step } = lost.shutdown;
      yield {
        ...aboutStep(step, 'lost-stop', lost.by),
        message: `${insideOf(step)}the force-stop comes after a shutdown whose failure ${HOWS[lost.by]}, so that a guest which does not stop in time is never forced; expected the failure to lead to the force-stop`,
        related: [{ message: 'the force-stop that is not reached', at: lost.stop.step.anchor }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the exit code is kept and asked for',
        edits: [
          {
            file: MAINTENANCE,
            from: SHUTDOWN,
            to: '    say "$id did not',
            replace:
              '  local rc=0\n  remote "$host" "$tool" shutdown "$id" --timeout "$stop_timeout" || rc=$?\n  if ((rc != 0)); then\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'set -e ends the script at the timeout',
        edits: [
          {
            file: MAINTENANCE,
            from: SHUTDOWN,
            to: '    say "$id did not',
            replace:
              '  «remote "$host" "$tool" shutdown "$id" --timeout "$stop_timeout"»\n  if [[ $(state_of "$host" "$tool" "$id") == running ]]; then\n',
          },
        ],
      },
      {
        name: 'a message and an exit stand before the force-stop',
        edits: [
          {
            file: MAINTENANCE,
            from: SHUTDOWN,
            to: '    say "$id did not',
            replace:
              '  «remote "$host" "$tool" shutdown "$id"» || die "guest $id does not stop"\n  if [[ $(state_of "$host" "$tool" "$id") == running ]]; then\n',
          },
        ],
      },
      {
        name: 'the force-stop stands where the shutdown went well',
        edits: [
          {
            file: MAINTENANCE,
            find: SHUTDOWN,
            replace: '  if «remote "$host" "$tool" shutdown "$id" --timeout "$stop_timeout"»; then\n',
          },
        ],
      },
    ],
  },
});

const HOWS: Readonly<Record<LostStop['by'], string>> = {
  fatal: 'ends the script at once',
  leaves: 'leads out of the function',
  'success-only': 'skips it',
};
