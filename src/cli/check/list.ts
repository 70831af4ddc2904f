import { subjectKind } from '../../finding/subject.ts';
import type { GateRun } from '../../gate/run.ts';

/** What would run and why: each gate with what it would examine in this estate. */
export function listGates(runs: readonly GateRun[]): string {
  const width = Math.max(...runs.map((run) => run.gate.id.length));
  const lines = runs.map((run) => `${run.gate.id.padEnd(width)}  ${examined(run)}`);
  return `${lines.join('\n')}\n`;
}

function examined(run: GateRun): string {
  if (run.stopped) return `${run.stopped}: ${run.reason}`;
  if (run.examined.length === 0) return 'vacuous: the estate has nothing for it to examine';
  const kinds = new Map<string, number>();
  for (const subject of run.examined) {
    const kind = subjectKind(subject);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return `examines ${[...kinds].map(([kind, count]) => counted(count, kind)).join(', ')}`;
}

function counted(count: number, kind: string): string {
  if (count === 1 || kind === 'nas') return `${count} ${kind}`;
  return `${count} ${kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`}`;
}
