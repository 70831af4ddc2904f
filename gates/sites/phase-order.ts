import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { phaseOrders, WINDOW_PHASES } from '../../src/estate/ask/phase-order.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Entity, Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { atKey } from '../../src/finding/place.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

const PHASES: readonly string[] = WINDOW_PHASES;

interface Order extends Entity {
  readonly phases: readonly Stated<string>[];
}

export default defineGate<Order>({
  id: 'sites/phase-order',
  title: 'The transaction contract names every phase of a window, in the order in which they can be run',
  why: 'A window without a precheck begins on a backup that is not there, one without verify ends on a service that is not, and no plan is made of phases that are turned around.',
  fix: 'State phase_order: [precheck, shutdown, startup, recovery, verify]; recovery may be left out where no site requires it.',
  severity: 'error',
  reads: ['infra.maintenance.transaction.contract', 'topology.sites'],
  unseen: 'Contracts that state no order: a window then takes all five phases.',
  examines: orders,
  *judge({ phases }, estate) {
    let last = -1;
    for (const { value, at } of phases) {
      const position = PHASES.indexOf(value);
      const how = position < 0 ? 'is no phase' : 'comes too late';
      if (position <= last)
        yield {
          at,
          key: value,
          message: `phase_order names "${value}", which ${how}; expected ${PHASES.join(', ')}`,
        };
      last = Math.max(last, position);
    }
    const needed = recovers(estate) ? PHASES : PHASES.filter((phase) => phase !== 'recovery');
    const missing = needed.filter((phase) => !phases.some(({ value }) => value === phase));
    if (missing.length > 0)
      yield {
        key: 'missing',
        message: `phase_order leaves out ${missing.join(' and ')}; expected ${needed.join(', ')}`,
      };
  },
  examples: {
    passing: [
      {
        name: 'no recovery, where no site requires it',
        edits: [
          { file: FILE, find: 'startup, recovery, verify]', replace: 'startup, verify]' },
          {
            file: FILE,
            find: 'requires_oob_guard: true\n    requires_recovery: true',
            replace: 'requires_oob_guard: true\n    requires_recovery: false',
          },
          {
            file: FILE,
            find: 'requires_oob_guard: false\n    requires_recovery: true',
            replace: 'requires_oob_guard: false\n    requires_recovery: false',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no precheck',
        edits: [
          {
            file: FILE,
            find: 'phase_order: [precheck, shutdown,',
            replace: '«phase_order»: [shutdown,',
          },
        ],
      },
      {
        name: 'no recovery, although sites require it',
        edits: [
          {
            file: FILE,
            find: 'phase_order: [precheck, shutdown, startup, recovery, verify]',
            replace: '«phase_order»: [precheck, shutdown, startup, verify]',
          },
        ],
      },
      {
        name: 'a start before the stop',
        edits: [
          {
            file: FILE,
            find: '[precheck, shutdown, startup,',
            replace: '[precheck, startup, «shutdown»,',
          },
        ],
      },
      {
        name: 'a phase that nobody knows',
        edits: [{ file: FILE, find: 'recovery, verify]', replace: 'recovery, verify, «party»]' }],
      },
    ],
  },
});

const recovers = oncePerEstate((estate): boolean =>
  activeSites(estate).some(({ maintenance }) => maintenance?.requiresRecovery?.value === true),
);

function orders(estate: Estate): Order[] {
  return phaseOrders(estate).map((phases) => {
    const { at } = phases[0]!;
    const key = 'path' in at ? atKey(at.file, 'phase_order') : at;
    return { subject: subjectOf('contract', at.file), at: key, phases };
  });
}
