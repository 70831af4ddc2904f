/** What a stage took, in milliseconds, without the stages inside it. */
export type Times = ReadonlyMap<string, number>;

/** The stages that run, outermost first; `inner` is what their own stages took. */
const running: { inner: number }[] = [];
let times: Map<string, number> | undefined;

/** From now on, stages are timed; before, and in all runs that do not ask, they cost nothing. */
export function startStopwatch(): Times {
  times = new Map();
  return times;
}

/** Does the work as a stage. */
export function timed<T>(stage: string, work: () => T): T {
  if (!times) return work();
  const end = begin(stage, times);
  try {
    return work();
  } finally {
    end();
  }
}

/** The same for work that waits; nothing else may be timed meanwhile. */
export async function timedAsync<T>(stage: string, work: () => Promise<T>): Promise<T> {
  if (!times) return work();
  const end = begin(stage, times);
  try {
    return await work();
  } finally {
    end();
  }
}

function begin(stage: string, into: Map<string, number>): () => void {
  const own = { inner: 0 };
  running.push(own);
  const start = performance.now();
  return () => {
    const took = performance.now() - start;
    running.pop();
    const around = running.at(-1);
    if (around) around.inner += took;
    into.set(stage, (into.get(stage) ?? 0) + took - own.inner);
  };
}
