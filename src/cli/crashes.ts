import type { GateRun } from '../gate/gate.ts';

/** Says on stderr which gates crashed; where in the code only on request. */
export function sayCrashes(runs: readonly GateRun[], debug: boolean): void {
  for (const run of runs.filter((one) => one.stopped === 'crashed')) {
    const stack = run.error instanceof Error && debug ? `\n${run.error.stack}` : '';
    process.stderr.write(`gates: the gate ${run.gate.id} crashed: ${run.reason}${stack}\n`);
  }
}
