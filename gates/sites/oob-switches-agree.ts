import { activeSites } from '../../src/estate/ask/standard.ts';
import { defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

export default defineGate({
  id: 'sites/oob-switches-agree',
  title: 'The two switches for the out-of-band guard of a site say the same',
  why: 'One executor reads the row and another the policy: with two answers, the window is guarded or not depending on which script runs it.',
  fix: 'Give requires_oob_guard and oob_policy.<site>.requires_guard_pass_or_onsite_ack the same value.',
  severity: 'error',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract'],
  examines: (estate) =>
    activeSites(estate).filter((site) => site.oobPolicySwitch && site.maintenance?.requiresOobGuard),
  *judge(site) {
    const policy = site.oobPolicySwitch;
    const guard = site.maintenance?.requiresOobGuard;
    if (!policy || !guard || policy.value === guard.value) return;
    yield {
      message: `the policy of site "${site.id}" says requires_guard_pass_or_onsite_ack: ${policy.value}, its row says requires_oob_guard: ${guard.value}; expected one answer`,
      at: policy.at,
      related: [{ message: 'the other switch', at: guard.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'both switches changed together',
        edits: [
          { file: CONTRACT, find: 'requires_oob_guard: true', replace: 'requires_oob_guard: false' },
          { file: CONTRACT, find: 'onsite_ack: true', replace: 'onsite_ack: false' },
        ],
      },
    ],
    failing: [
      {
        name: 'only the policy was changed',
        edits: [{ file: CONTRACT, find: 'onsite_ack: true', replace: 'onsite_ack: «false»' }],
      },
      {
        name: 'only the row was changed',
        edits: [
          { file: CONTRACT, find: 'requires_oob_guard: false', replace: 'requires_oob_guard: true' },
          { file: CONTRACT, find: 'onsite_ack: false', replace: 'onsite_ack: «false»' },
        ],
      },
    ],
  },
});
