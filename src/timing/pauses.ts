import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** A time in which this thread did nothing but collect garbage; milliseconds on the clock of `performance.now`. */
export interface Pause {
  readonly start: number;
  readonly took: number;
}

/** Hears every pause from now on. */
export class Pauses {
  #heard: Pause[] = [];

  constructor() {
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        this.#heard.push({ start: startTime, took: duration });
    });
    observer.observe({ entryTypes: ['gc'] });
  }

  /** Those since it was asked last. The engine tells of them when nothing else runs. */
  async sinceLast(): Promise<readonly Pause[]> {
    await turn();
    return this.#heard.splice(0);
  }
}
