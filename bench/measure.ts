import { spawnSync } from 'node:child_process';

/** One run of a whole process. */
export interface Run {
  readonly wallMs: number;
  /** User and system time, which other work on the machine disturbs less. */
  readonly cpuMs: number;
}

/** Runs commands in turn (A B C A B C ...), so that a machine that changes its speed changes it for all. */
export function medians(
  commands: Readonly<Record<string, () => readonly string[]>>,
  runs: number,
): Map<string, Run> {
  const all = new Map<string, Run[]>(Object.keys(commands).map((name) => [name, []]));
  for (let turn = -1; turn < runs; turn++) {
    for (const [name, command] of Object.entries(commands)) {
      const run = once(command());
      if (turn >= 0) all.get(name)!.push(run);
    }
  }
  return new Map([...all].map(([name, each]) => [name, medianRun(each)]));
}

const TIME = ['/usr/bin/env', 'bash', '-c', 'TIMEFORMAT="@%U %S"; time "$@" >/dev/null 2>&1', 'time'];

function once(command: readonly string[]): Run {
  const start = performance.now();
  const [file, ...args] = [...TIME, ...command] as [string, ...string[]];
  const { stderr } = spawnSync(file, args, { encoding: 'utf8' });
  const wallMs = performance.now() - start;
  const [user = 0, system = 0] = /@([\d.]+) ([\d.]+)/.exec(stderr)?.slice(1).map(Number) ?? [];
  return { wallMs, cpuMs: (user + system) * 1000 };
}

function medianRun(runs: readonly Run[]): Run {
  const of = (figure: keyof Run) => median(runs.map((run) => run[figure]));
  return { wallMs: of('wallMs'), cpuMs: of('cpuMs') };
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
