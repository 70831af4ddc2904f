import { Pauses } from './pauses.ts';

/** What a stage took, in milliseconds, without the stages inside it; once pauses are counted, without them as well. */
export type Times = ReadonlyMap<string, number>;

/** All pauses of a run as a stage: which one a pause falls into is chance. */
const PAUSES = 'garbage collection';

/** The stages that run, outermost first; `inner` is what their own stages took. */
const running: { readonly stage: string; inner: number }[] = [];
let times: Map<string, number> | undefined;
let pauses: Pauses | undefined;
/** From when on which stage was the innermost; undefined where none ran. */
const turns: { readonly from: number; readonly stage: string | undefined }[] = [];

/** From now on, stages are timed; before, and in all runs that do not ask, they cost nothing. */
export function startStopwatch(): Times {
  times = new Map();
  pauses = new Pauses();
  return times;
}

/** Takes the pauses so far out of the stages that they fell into. */
export async function countPauses(): Promise<void> {
  for (const { start, took } of (await pauses?.sinceLast()) ?? []) {
    const stage = turns.findLast(({ from }) => from <= start)?.stage;
    if (stage !== undefined) add(stage, -took);
    add(PAUSES, took);
  }
}

/** Does the work as a stage. */
export function timed<T>(stage: string, work: () => T): T {
  if (!times) return work();
  const end = begin(stage);
  try {
    return work();
  } finally {
    end();
  }
}

/** The same for work that waits; nothing else may be timed meanwhile. */
export async function timedAsync<T>(stage: string, work: () => Promise<T>): Promise<T> {
  if (!times) return work();
  const end = begin(stage);
  try {
    return await work();
  } finally {
    end();
  }
}

function begin(stage: string): () => void {
  const own = { stage, inner: 0 };
  running.push(own);
  const start = performance.now();
  turns.push({ from: start, stage });
  return () => {
    const end = performance.now();
    const took = end - start;
    running.pop();
    const around = running.at(-1);
    if (around) around.inner += took;
    turns.push({ from: end, stage: around?.stage });
    add(stage, took - own.inner);
  };
}

function add(stage: string, ms: number): void {
  times?.set(stage, (times.get(stage) ?? 0) + ms);
}
