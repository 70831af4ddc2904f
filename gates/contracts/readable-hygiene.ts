import type { Contract } from '../../src/estate/model/contract.ts';
import { defineGate } from '../../src/gate/gate.ts';
import type { LoadProblem } from '../../src/load/problem.ts';

export default defineGate({
  id: 'contracts/readable-hygiene',
  title: 'Every contract is written so that all tools read the same in it',
  why: 'This tool guesses what is meant; the next one stops at the same line, or guesses otherwise.',
  fix: 'Write this place as plain UTF-8 YAML.',
  severity: 'warning',
  reads: [],
  examines: (estate): readonly Contract[] => estate.contracts,
  *judge(contract) {
    for (const problem of contract.problems) {
      if (!isHygiene(problem)) continue;
      yield { message: problem.message, at: problem.at, related: problem.related ?? [], key: problem.kind };
    }
  },
  examples: {
    passing: [
      {
        name: 'a sentence with a colon in quotes',
        edits: [
          {
            file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md',
            find: 'scope: reboot-validation',
            replace: 'scope: reboot-validation\nnote: "why: it hung"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'an unquoted sentence with a colon in the front matter',
        edits: [
          {
            file: 'mailroom/state/loop-scopes/LOOP-NAS-ORDER-20251203.scope.md',
            from: 'objective: "',
            to: '---',
            replace: 'objective: «G»ive each NAS its place: start first, stop last.\n',
          },
        ],
      },
      {
        name: 'a list as a key',
        edits: [
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: '\nsites:\n',
            replace: '\nodd: {«[a, b]»: 1}\nsites:\n',
          },
        ],
      },
    ],
  },
});

/** What was read all the same, and is no law of its own. */
function isHygiene({ kind, fatal }: LoadProblem): boolean {
  return !fatal && kind !== 'schema' && kind !== 'duplicate-key';
}
