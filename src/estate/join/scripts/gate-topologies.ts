import { subjectOf } from '../../../finding/subject.ts';
import type { GateAssignment, GateTopology } from '../../model/pack.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';

/** Which gate runs for which domain, as gate.execution.topology says. */
export function joinGateTopologies(sources: Sources): GateTopology[] {
  return sources.of('gate.execution.topology').map((document) => {
    const root = RowAt.root(document);
    const core = root.child('core_mode');
    return {
      subject: subjectOf('contract', document.file),
      at: root.here,
      file: document.file,
      assignments: root.rows('gate_assignments').flatMap(assignment),
      assignmentsAt: root.child('gate_assignments').here,
      domains: root.rows('domain_metadata').flatMap((row) => row.identity('domain_id') ?? []),
      domainsAt: root.child('domain_metadata').here,
      releaseSequence: root.texts('release_sequence'),
      coreGates: core.texts('core_gate_ids'),
      ...present({ coreLimit: core.number('core_count_limit') }),
      demandsPrimary:
        root.child('validation_rules').flag('require_primary_domain_for_all_active_gates') === true,
    };
  });
}

function assignment(row: RowAt): GateAssignment[] {
  const gate = row.identity('gate_id');
  if (!gate) return [];
  const primary = row.text('primary_domain');
  return [{ gate, at: row.here, secondary: row.texts('secondary_domains'), ...present({ primary }) }];
}
