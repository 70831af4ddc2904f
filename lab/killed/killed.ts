import { afterAll, beforeAll, expect } from 'vitest';
import { count } from '../count.ts';
import { Lab } from '../lab.ts';

/** How much faster than the usual clock of the lab; nothing here waits for anything but machines. */
const FAST = { LAB_SPEED: '120' };
/** Where a process dies: before a record is written, when half of it is, when it is on disk. */
const WAYS = ['unwritten', 'torn', 'written'] as const;
/** A process that takes a window up writes this many records before it is where the last one was. */
const REPEATED = 4;

/** A lab for windows whose processes are killed. */
export class Killing {
  #lab: Lab | undefined;

  constructor() {
    beforeAll(async () => {
      this.#lab = await Lab.build(['home'], { shared: true });
    });
    afterAll(() => this.#lab?.end());
  }

  get lab(): Lab {
    return this.#lab!;
  }

  /** Runs a window, and kills each process of it one record further than the last one; the number of kills. */
  async atEachRecord(window: { readonly 'window-id': string }, effects: readonly string[]): Promise<number> {
    const { lab } = this;
    const id = window['window-id'];
    lab.rewind();
    for (let kills = 0; ; kills++) {
      const environment = { ...FAST, KILL_AT: killAt(kills) };
      const { code, out, err } =
        kills === 0
          ? await lab.gates('run', window, environment)
          : await lab.gates('resume', { id }, environment);
      if (code === null) continue;
      const told = `after ${kills} kills: ${out}${err}`;
      expect(code === 0 || /has ended/.test(err), told).toBe(true);
      expect(lab.effects, told).toEqual(effects);
      expect(lab.violations, told).toEqual([]);
      count(`${kills} kill points in window ${id}`);
      return kills;
    }
  }
}

/** The first process dies at its first record, every other one at the first that is new. */
function killAt(kills: number): string {
  if (kills === 0) return 'written 1';
  const way = WAYS[kills % WAYS.length]!;
  return `${way} ${REPEATED + (way === 'written' ? 1 : 2)}`;
}
