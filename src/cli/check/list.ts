import type { GateRun } from '../../gate/gate.ts';
import { countedKinds } from '../../report/counted.ts';

/** What would run and why: each gate with what it would examine in this estate. */
export function listGates(runs: readonly GateRun[]): string {
  const width = Math.max(...runs.map((run) => run.gate.id.length));
  const lines = runs.map((run) => `${run.gate.id.padEnd(width)}  ${examined(run)}`);
  return `${lines.join('\n')}\n`;
}

function examined(run: GateRun): string {
  if (run.stopped) return `${run.stopped}: ${run.reason}`;
  if (run.examined.isNothing) return 'vacuous: the estate has nothing for it to examine';
  return `examines ${countedKinds(run.examined.subjects)}`;
}
